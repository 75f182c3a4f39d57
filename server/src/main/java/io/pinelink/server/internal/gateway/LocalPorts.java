package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.control.IndexAddressing;
import io.pinelink.server.internal.http.OpenPort;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.wire.ControlException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The addressing of local mode: each index has its own plaintext port. */
public final class LocalPorts implements IndexAddressing {
  /** A function that opens a listening port; 0 selects a free one. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens a listening port.
     *
     * @throws UncheckedIOException if the port is in use
     */
    OpenPort open(int port);
  }

  /**
   * The number of ports for indexes, and so the maximum number of indexes, after the fixed port of
   * a control plane.
   */
  public static final int FIXED_PORTS = 100;

  /**
   * A range of ports for indexes.
   *
   * @param first 0 for free ports
   * @param last at least {@code first}
   */
  public record Range(int first, int last) {
    /** Returns the ports after a control plane; free ports if its own port is 0. */
    public static Range after(int controlPort) {
      return controlPort == 0
          ? new Range(0, 0)
          : new Range(controlPort + 1, controlPort + FIXED_PORTS);
    }
  }

  private final Opener opener;
  private final Range range;
  private final IndexNames names;
  private final Map<String, OpenPort> ports = new ConcurrentHashMap<>();

  /**
   * @param opener opens a port
   * @param names the address that is advertised
   */
  public LocalPorts(Opener opener, Range range, IndexNames names) {
    this.opener = opener;
    this.range = range;
    this.names = names;
  }

  @Override
  public synchronized void open(String index) {
    ports.put(index, range.first() == 0 ? opener.open(0) : firstFree());
  }

  @Override
  public synchronized void reopen(String index, int port) {
    if (port == 0 || (range.first() != 0 && (port < range.first() || port > range.last()))) {
      open(index);
      return;
    }
    try {
      ports.put(index, opener.open(port));
    } catch (UncheckedIOException e) {
      open(index); // Another program has the port now.
    }
  }

  @Override
  public synchronized int port(String index) {
    OpenPort port = ports.get(index);
    return port == null ? 0 : port.address().getPort();
  }

  private OpenPort firstFree() {
    for (int port = range.first(); port <= range.last(); port++) {
      if (!isOurs(port)) {
        try {
          return opener.open(port);
        } catch (UncheckedIOException e) {
          // Another project or program uses this port; the control plane reports the one that is
          // free.
        }
      }
    }
    throw new ControlException(
        403, "QUOTA_EXCEEDED", "No free port from " + range.first() + " to " + range.last() + ".");
  }

  private boolean isOurs(int port) {
    return ports.values().stream().anyMatch(open -> open.address().getPort() == port);
  }

  @Override
  public synchronized void close(String index) {
    OpenPort port = ports.remove(index);
    if (port != null) {
      port.close();
    }
  }

  @Override
  public String publicHost(String index) {
    OpenPort port = ports.get(index);
    if (port == null) {
      throw new IllegalStateException("Index " + index + " has no port");
    }
    return names.host(port.address().getPort());
  }

  @Override
  public String privateHost(String index) {
    return publicHost(index);
  }

  @Override
  public boolean areOf(ServerCall call) {
    return isOurs(call.ingress().port());
  }

  @Override
  public boolean leadsTo(String index, ServerCall call) {
    OpenPort port = ports.get(index);
    return port != null && port.address().getPort() == call.ingress().port();
  }
}
