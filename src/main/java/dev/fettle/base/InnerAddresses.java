package dev.fettle.base;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses that are not of the public network: this machine, private and shared networks, those of no single host (after IANA's
 * registries of special-purpose addresses). What somebody else names must not lead there. Addresses kept for documentation and measurements are none of them: nobody's inner host has one, and where a
 * machine's way out is a proxy that answers for all names, its names resolve to just these.
 */
public final class InnerAddresses {
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0};

    private InnerAddresses() {}

    /** Whether it is one; an IPv6 form of an IPv4 address is what that is. */
    public static boolean contains(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? innerV4(bytes) : innerV6(bytes);
    }

    private static boolean innerV4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        int third = bytes[2] & 0xFF;
        return first == 0
                // shared by the customers of a carrier
                || (first == 100 && (second & 0xC0) == 64)
                || (first == 192 && second == 0 && third == 0)
                || first >= 240;
    }

    private static boolean innerV6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xFE) == 0xFC;
        boolean nat64Local = starts(bytes, 0x00, 0x64, 0xFF, 0x9B, 0x00, 0x01);
        if (uniqueLocal || nat64Local) {
            return true;
        }
        if (Arrays.equals(bytes, 0, NAT64.length, NAT64, 0, NAT64.length) || zeros(bytes, 12)) {
            return contains(v4(bytes, 12));
        }
        boolean sixToFour = starts(bytes, 0x20, 0x02);
        return sixToFour && contains(v4(bytes, 2));
    }

    private static boolean starts(byte[] bytes, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress v4(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
