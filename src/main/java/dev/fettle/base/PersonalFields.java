package dev.fettle.base;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what stands in fields that are about a person by their name: {@code firstName=…}, {@code "date_of_birth": "…"}, {@code username: …}. */
final class PersonalFields {
    private static final List<String> NAMES = List.of(
            "firstname",
            "first_name",
            "first-name",
            "first name",
            "lastname",
            "last_name",
            "last-name",
            "last name",
            "surname",
            "givenname",
            "given_name",
            "given name",
            "familyname",
            "family_name",
            "family name",
            "middlename",
            "middle_name",
            "maidenname",
            "maiden_name",
            "fullname",
            "full_name",
            "full name",
            "customername",
            "customer_name",
            "username",
            "user_name",
            "cardholder",
            "card_holder",
            "cardholdername",
            "accountholder",
            "account_holder",
            "dateofbirth",
            "date_of_birth",
            "date of birth",
            "birthdate",
            "birth_date",
            "birthday",
            "dob",
            "ssn",
            "socialsecuritynumber",
            "social_security_number",
            "nationalid",
            "national_id",
            "taxid",
            "tax_id",
            "passportnumber",
            "passport_number",
            "passport",
            "driverslicense",
            "drivers_license",
            "streetaddress",
            "street_address",
            "street",
            "postalcode",
            "postal_code",
            "zipcode",
            "zip_code",
            "zip code",
            "postcode",
            "phonenumber",
            "phone_number",
            "phone",
            "mobile",
            "latitude",
            "longitude",
            "vorname",
            "nachname",
            "geburtsdatum",
            "prenom",
            "prénom",
            "apellido",
            "apellidos");

    /** What a message says of a field, rather than what is in it: {@code firstName: must not be blank}. */
    private static final Set<String> SAYINGS = Set.of(
            "must",
            "should",
            "cannot",
            "can",
            "may",
            "is",
            "was",
            "has",
            "not",
            "no",
            "size",
            "length",
            "expected",
            "field",
            "value",
            "required",
            "optional",
            "text",
            "varchar",
            "number",
            "integer",
            "int",
            "long",
            "date",
            "char",
            "the",
            "a",
            "an",
            "already",
            "too");

    private final AssignedValues fields = AssignedValues.ofFields(NAMES);

    /** Reports each value. */
    void find(String text, Sink sink) {
        fields.find(text, value -> {
            String word = text.substring(value.start(), value.end()).toLowerCase(Locale.ROOT);
            boolean saying = !value.quoted() && SAYINGS.contains(word);
            if (value.isValue(text) && !saying) {
                sink.found("personal", value.start(), value.end());
            }
        });
    }
}
