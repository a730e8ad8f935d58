/** The loop in a room of its own: the real stores, a forge in a folder, and engines that take no time. */
package dev.fettle.improve.kit;
