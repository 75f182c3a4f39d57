package io.pinelink.contract.hostile;

import io.pinelink.contract.hostile.ConnectAttack.Step;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A server, or a proxy and the servers behind it, that attacks connections before they are ready,
 * as a plan says, and serves all others by another script.
 *
 * <p>Thread-safe.
 */
final class ConnectAttackScript {
  private static final byte[] OPEN = Bytes.ascii("HTTP/1.1 200 Connection established\r\n\r\n");

  private final boolean proxy;
  private final Plan plan;
  private final ConnectionScript honest;
  private final Map<Connection, ConnectAttack> attacked = new ConcurrentHashMap<>();
  private final Map<ConnectAttack, Integer> counts = new EnumMap<>(ConnectAttack.class);
  private int running;

  /** A plan of which connections are attacked. */
  interface Plan {
    /**
     * Returns the attack on a connection; null for none.
     *
     * @param port the port that the proxy is asked for; 0 without a proxy
     */
    @Nullable ConnectAttack next(int connection, int port);
  }

  /**
   * Creates a script.
   *
   * @param proxy whether clients ask for a tunnel first
   */
  ConnectAttackScript(boolean proxy, Plan plan, ConnectionScript honest) {
    this.proxy = proxy;
    this.plan = plan;
    this.honest = honest;
  }

  /** Starts a server of a protocol variant. */
  RawServer server(ProtocolVariant form) {
    return form.server(this::afterTls).greet(this::beforeTls);
  }

  /** Waits until no connection is under attack. */
  synchronized void awaitEndOfAttacks() throws InterruptedException {
    while (running > 0) {
      wait();
    }
  }

  private boolean beforeTls(Connection connection) throws IOException {
    String head = proxy ? head(connection) : "";
    ConnectAttack attack = plan.next(connection.number(), port(head));
    if (attack != null) {
      attacked.put(connection, attack);
    }
    if (attack != null && attack.isOn(Step.TUNNEL)) {
      run(attack, connection);
      return false;
    }
    if (proxy) {
      connection.sendBelowTls(Bytes.concat(HttpText.informational(103), OPEN));
    }
    if (attack != null && attack.isOn(Step.TLS)) {
      run(attack, connection);
      return false;
    }
    return true;
  }

  private void afterTls(Connection connection) throws IOException {
    ConnectAttack attack = attacked.remove(connection);
    if (attack == null) {
      honest.play(connection);
    } else {
      run(attack, connection);
    }
  }

  private void run(ConnectAttack attack, Connection connection) throws IOException {
    Thread.currentThread().setName(RawServer.THREAD_PREFIX + " " + attack);
    begun(attack);
    try {
      attack.play(connection);
    } finally {
      ended();
      attacked.remove(connection);
    }
  }

  private synchronized void begun(ConnectAttack attack) {
    running++;
    counts.merge(attack, 1, Integer::sum);
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  /** Returns how many connections were attacked. */
  synchronized Map<ConnectAttack, Integer> counts() {
    return new EnumMap<>(counts);
  }

  private static String head(Connection connection) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = connection.inBelowTls().read();
      if (next < 0) {
        throw new IOException("the client closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int port(String head) {
    String line = head.lines().findFirst().orElse("");
    int colon = line.lastIndexOf(':', line.lastIndexOf(' '));
    return colon < 0 ? 0 : Integer.parseInt(line.substring(colon + 1, line.lastIndexOf(' ')));
  }
}
