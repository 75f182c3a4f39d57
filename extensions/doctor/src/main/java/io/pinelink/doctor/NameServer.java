package io.pinelink.doctor;

import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.internal.hosttext.AddressText;
import java.net.InetSocketAddress;

/** A name server to ask, and why. */
record NameServer(InetSocketAddress address, Role role) {
  private static final int PORT = SystemResolver.PORT;

  /** The reasons to ask a server. */
  enum Role {
    /** This machine asks it for each lookup. */
    MACHINE,
    /** The user wants to know what it answers. */
    GIVEN,
    /** The resolver of systemd on this machine asks it. */
    UPSTREAM,
    /** Machines in the cloud of the index ask it, unless they are configured otherwise. */
    CLOUD
  }

  /** Returns the address, with the port unless it is 53, and what the server is if not obvious. */
  @Override
  public String toString() {
    String host = address.getAddress().getHostAddress();
    String text = address.getPort() == PORT ? host : AddressText.withPort(host, address.getPort());
    return switch (role) {
      case MACHINE, GIVEN -> text;
      case UPSTREAM -> text + " behind systemd-resolved";
      case CLOUD -> text + " of the cloud";
    };
  }
}
