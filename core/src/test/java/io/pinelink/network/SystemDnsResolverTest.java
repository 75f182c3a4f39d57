package io.pinelink.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The JVM's cache is played by a map, which distinguishes upper and lower case as the JVM's does.
 */
class SystemDnsResolverTest {
  private static final String HOST = "docs-a1.svc.private.aped-1.pinecone.io";

  private final Map<String, InetAddress[]> cache = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Map<String, String> dns = new HashMap<>(Map.of(HOST, "10.0.0.1"));
  private final DnsResolver resolver = new SystemDnsResolver(this::cached);

  private InetAddress[] cached(String name) throws UnknownHostException {
    InetAddress[] known = cache.get(name);
    if (known == null) {
      asked.add(name);
      String address = dns.getOrDefault(name, dns.get(name.toLowerCase(Locale.ROOT)));
      if (address == null) {
        throw new UnknownHostException(name);
      }
      known = new InetAddress[] {InetAddress.getByName(address)};
      cache.put(name, known);
    }
    return known.clone();
  }

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  @Test
  void aFreshLookupBypassesTheCacheOfTheJvm() throws Exception {
    assertThat(resolver.addressesOf(HOST)).containsExactly(address("10.0.0.1"));
    dns.put(HOST, "10.0.0.2");
    assertThat(resolver.addressesOf(HOST)).as("cached").containsExactly(address("10.0.0.1"));

    assertThat(resolver.freshAddressesOf(HOST)).containsExactly(address("10.0.0.2"));

    assertThat(resolver.addressesOf(HOST))
        .as("the newest answer")
        .containsExactly(address("10.0.0.2"));
    assertThat(asked).hasSize(2).allMatch(name -> name.equalsIgnoreCase(HOST));
  }

  @Test
  void eachFreshLookupBypassesTheCache() throws Exception {
    for (int i = 0; i < 5; i++) {
      dns.put(HOST, "10.0.0." + i);
      assertThat(resolver.freshAddressesOf(HOST)).containsExactly(address("10.0.0." + i));
    }
  }

  @Test
  void anAddressHasTheNameAsItWasGiven() throws Exception {
    assertThat(resolver.freshAddressesOf(HOST))
        .extracting(InetAddress::toString)
        .containsExactly(HOST + "/10.0.0.1");
    dns.put(HOST, "fd00::15");
    assertThat(resolver.freshAddressesOf(HOST))
        .extracting(InetAddress::getHostName)
        .containsExactly(HOST);
  }

  @Test
  void aResolverThatDistinguishesCaseIsAskedAsBefore() throws Exception {
    DnsResolver exact =
        new SystemDnsResolver(
            name -> {
              asked.add(name);
              if (!name.equals(HOST)) {
                throw new UnknownHostException(name);
              }
              return new InetAddress[] {address("10.0.0.1")};
            });

    assertThat(exact.freshAddressesOf(HOST)).containsExactly(address("10.0.0.1"));
    asked.clear();
    assertThat(exact.addressesOf(HOST)).containsExactly(address("10.0.0.1"));
    assertThat(asked).containsExactly(HOST);
  }

  @Test
  void namesUnderLocalhostAreLoopbackWithoutALookup() throws Exception {
    dns.put("localhost", "127.0.0.1");

    assertThat(resolver.addressesOf("Docs.localhost")).containsExactly(address("127.0.0.1"));
    assertThat(resolver.freshAddressesOf("docs.localhost")).containsExactly(address("127.0.0.1"));
    assertThat(asked).containsOnly("localhost");
  }

  @Test
  void anUnknownNameIsReportedAsItWasGiven() {
    assertThatThrownBy(() -> resolver.freshAddressesOf("nowhere.example"))
        .isInstanceOf(UnknownHostException.class)
        .hasMessage("nowhere.example");
  }

  @Test
  void onlyLettersChangeTheirCase() {
    assertThat(SystemDnsResolver.anySpelling("a-1.{z", -1)).isEqualTo("A-1.{Z");
    assertThat(SystemDnsResolver.anySpelling("A-1.{Z", 0)).isEqualTo("a-1.{z");
  }
}
