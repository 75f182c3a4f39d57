package io.pinelink.rest;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for a name's addresses; may block. Tests bring their own. */
@FunctionalInterface
interface HostLookup {
  InetAddress[] addressesOf(String name) throws UnknownHostException;
}
