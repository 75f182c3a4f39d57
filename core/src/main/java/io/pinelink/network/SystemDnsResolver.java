package io.pinelink.network;

import io.pinelink.internal.hosttext.HostText;
import io.pinelink.internal.hosttext.HostsFile;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's resolver. Its cache, which no API bypasses, has an entry for each spelling of a name,
 * so a spelling that was never used reaches the system's resolver. Lookups that follow use the last
 * spelling, and so the newest answer.
 *
 * <p>The hosts file is read without regard to case by most systems, but not by all. A name that is
 * in it keeps its spelling, and so does one that does not resolve in another.
 */
final class SystemDnsResolver implements DnsResolver {
  private static final int MAX_NAMES = 256;

  private final Lookup jvm;

  /** The last spelling of each name that has another than its own, the oldest first. */
  private final Map<String, String> spellings = new LinkedHashMap<>();

  /** The lookup of the JVM; tests provide their own. */
  interface Lookup {
    InetAddress[] addressesOf(String name) throws UnknownHostException;
  }

  SystemDnsResolver() {
    this(InetAddress::getAllByName);
  }

  SystemDnsResolver(Lookup jvm) {
    this.jvm = jvm;
  }

  @Override
  public InetAddress[] addressesOf(String name) throws UnknownHostException {
    if (isLoopback(name)) {
      return jvm.addressesOf("localhost");
    }
    String spelling = spelling(name);
    return spelling == null ? jvm.addressesOf(name) : addressesOf(name, spelling);
  }

  @Override
  public InetAddress[] freshAddressesOf(String name) throws UnknownHostException {
    if (isLoopback(name) || !isCached() || !HostsFile.ofThisMachine().addressesOf(name).isEmpty()) {
      spell(name, null);
      return addressesOf(name);
    }
    String spelling = anySpelling(name, ThreadLocalRandom.current().nextLong());
    spell(name, spelling);
    return addressesOf(name, spelling);
  }

  private InetAddress[] addressesOf(String name, String spelling) throws UnknownHostException {
    InetAddress[] found;
    try {
      found = jvm.addressesOf(spelling);
    } catch (UnknownHostException e) {
      spell(name, null);
      return jvm.addressesOf(name);
    }
    for (int i = 0; i < found.length; i++) {
      found[i] = named(name, found[i]);
    }
    return found;
  }

  /** Returns an address with the name as messages should have it. */
  private static InetAddress named(String name, InetAddress found) throws UnknownHostException {
    return found instanceof Inet6Address ipv6 && ipv6.getScopeId() != 0
        ? Inet6Address.getByAddress(name, ipv6.getAddress(), ipv6.getScopeId())
        : InetAddress.getByAddress(name, found.getAddress());
  }

  private static boolean isLoopback(String name) {
    return HostText.isLoopbackName(name.toLowerCase(Locale.ROOT));
  }

  private @Nullable String spelling(String name) {
    synchronized (spellings) {
      return spellings.get(name);
    }
  }

  private void spell(String name, @Nullable String spelling) {
    synchronized (spellings) {
      spellings.remove(name);
      if (spelling != null) {
        spellings.put(name, spelling);
        if (spellings.size() > MAX_NAMES) {
          spellings.remove(spellings.keySet().iterator().next());
        }
      }
    }
  }

  /**
   * Returns the name with letters in upper case where the bits are set. A name of an index has at
   * least 25 letters, so that no spelling is used twice while it is cached.
   */
  static String anySpelling(String name, long bits) {
    char[] spelling = name.toCharArray();
    long left = bits;
    for (int i = 0; i < spelling.length; i++) {
      char letter = spelling[i];
      if ((letter | 0x20) >= 'a' && (letter | 0x20) <= 'z') {
        spelling[i] = (char) ((left & 1) == 0 ? letter | 0x20 : letter & ~0x20);
        left = Long.rotateRight(left, 1);
      }
    }
    return new String(spelling);
  }

  /**
   * Returns whether the JVM caches answers for a time: entries that are kept forever would add up,
   * and the user has asked for them.
   */
  private static boolean isCached() {
    String ttl = Security.getProperty("networkaddress.cache.ttl");
    ttl = ttl == null ? System.getProperty("sun.net.inetaddr.ttl") : ttl;
    return ttl == null || !(ttl.startsWith("-") || ttl.strip().equals("0"));
  }
}
