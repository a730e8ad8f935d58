package demo.booking;

import java.time.LocalDate;

/** A guest's stay, from the day of arrival to the day of departure. */
public final class Stay {
    private final LocalDate arrival;
    private final LocalDate departure;

    public Stay(LocalDate arrival, LocalDate departure) {
        if (departure.isBefore(arrival)) {
            throw new IllegalArgumentException("departure before arrival");
        }
        this.arrival = arrival;
        this.departure = departure;
    }

    /** Whether the guest is in the house on that day: on the day of arrival, on that of departure and on all between. */
    public boolean covers(LocalDate day) {
        return !day.isBefore(arrival) && day.isBefore(departure);
    }

    /** Nights to pay for. */
    public int nights() {
        return (int) (departure.toEpochDay() - arrival.toEpochDay());
    }

    /** Whether two stays share a night. */
    public boolean overlaps(Stay other) {
        return arrival.isBefore(other.departure) && other.arrival.isBefore(departure);
    }
}
