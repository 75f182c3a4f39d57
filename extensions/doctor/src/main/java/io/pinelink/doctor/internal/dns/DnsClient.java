package io.pinelink.doctor.internal.dns;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Asks chosen name servers directly, over UDP, all at the same time. The JVM's own lookups cannot:
 * they ask whichever server the system chooses, and report neither which one nor why a name is
 * unknown. The JDK's JNDI provider can, but is absent from many images made with jlink.
 *
 * <p>The answers are for reports. Nothing connects to an address because of them.
 */
public final class DnsClient {
  private DnsClient() {}

  /**
   * Asks for the IPv4 and the IPv6 addresses of each name, and waits for the answers. Each question
   * is sent three times within its patience. An interrupt ends the wait.
   *
   * @return an answer for each query, in the given order
   * @throws IllegalArgumentException if a name cannot be in DNS
   * @throws IOException if no socket can be used at all
   */
  public static Map<DnsQuery, DnsAnswer> ask(Collection<DnsQuery> queries) throws IOException {
    Map<DnsQuery, DnsExchange> exchanges = new LinkedHashMap<>();
    try (Selector selector = Selector.open()) {
      for (DnsQuery query : queries) {
        exchanges.put(query, new DnsExchange(query, selector));
      }
      await(exchanges.values(), selector);
      Map<DnsQuery, DnsAnswer> answers = new LinkedHashMap<>();
      exchanges.forEach((query, exchange) -> answers.put(query, exchange.answer()));
      return answers;
    } finally {
      exchanges.values().forEach(DnsExchange::close);
    }
  }

  private static void await(Collection<DnsExchange> exchanges, Selector selector)
      throws IOException {
    while (!Thread.currentThread().isInterrupted()) {
      long left =
          exchanges.stream().mapToLong(DnsExchange::advance).filter(l -> l >= 0).min().orElse(-1);
      if (left < 0) {
        return;
      }
      selector.select(
          key -> ((DnsExchange) key.attachment()).receive(), Duration.ofNanos(left).toMillis() + 1);
    }
  }
}
