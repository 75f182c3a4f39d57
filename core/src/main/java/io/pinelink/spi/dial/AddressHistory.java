package io.pinelink.spi.dial;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The outcome of the last connection attempts of a client: the addresses that did not work, and the
 * family of addresses that did. It decides the order of the next attempts, and nothing else: an
 * address that did not work is still tried, after the others.
 *
 * <p>Thread-safe.
 */
final class AddressHistory {
  /** How long an address that did not work is tried last. */
  static final Duration DEMOTION = Duration.ofMinutes(1);

  /** How long the family that worked is tried first; RFC 8305 suggests this maximum. */
  static final Duration PREFERENCE = Duration.ofMinutes(10);

  /** The maximum number of addresses; the oldest entry is dropped. */
  static final int MAX_ADDRESSES = 256;

  private final RandomGenerator random;
  private final LongSupplier nanoTime;

  /** When the demotion of each address began, the oldest first. */
  private final Map<InetSocketAddress, Long> demoted = new LinkedHashMap<>();

  private boolean prefersIpv6;
  private boolean prefers;
  private long preferredSince;

  AddressHistory(RandomGenerator random, LongSupplier nanoTime) {
    this.random = random;
    this.nanoTime = nanoTime;
  }

  /**
   * Returns the addresses of a name in the order in which to try them: the families in turn, and
   * the addresses of each family in random order. The first family is the one that worked last, or
   * the family of the resolver's first answer.
   */
  List<InetAddress> ordered(InetAddress[] answers) {
    List<InetAddress> first = new ArrayList<>(answers.length);
    List<InetAddress> second = new ArrayList<>();
    if (answers.length == 0) {
      return first;
    }
    boolean startsWithIpv6 = startsWithIpv6(answers[0]);
    for (InetAddress answer : answers) {
      (isIpv6(answer) == startsWithIpv6 ? first : second).add(answer);
    }
    shuffle(first);
    shuffle(second);
    return second.isEmpty() ? first : interleaved(first, second);
  }

  private synchronized boolean startsWithIpv6(InetAddress answer) {
    if (prefers && isOver(preferredSince, PREFERENCE)) {
      prefers = false;
    }
    return prefers ? prefersIpv6 : isIpv6(answer);
  }

  private static boolean isIpv6(InetAddress address) {
    return address instanceof Inet6Address;
  }

  private void shuffle(List<InetAddress> addresses) {
    for (int i = addresses.size(); i > 1; i--) {
      Collections.swap(addresses, i - 1, random.nextInt(i));
    }
  }

  private static List<InetAddress> interleaved(List<InetAddress> first, List<InetAddress> second) {
    List<InetAddress> all = new ArrayList<>(first.size() + second.size());
    for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
      if (i < first.size()) {
        all.add(first.get(i));
      }
      if (i < second.size()) {
        all.add(second.get(i));
      }
    }
    return all;
  }

  /** Returns the targets with those that did not work at the end, otherwise in the same order. */
  synchronized List<ConnectTarget> demotedLast(List<ConnectTarget> targets) {
    if (demoted.isEmpty() || targets.size() < 2) {
      return targets;
    }
    demoted.values().removeIf(since -> isOver(since, DEMOTION));
    List<ConnectTarget> all = new ArrayList<>(targets.size());
    List<ConnectTarget> last = new ArrayList<>();
    for (ConnectTarget target : targets) {
      (demoted.containsKey(target.dialled()) ? last : all).add(target);
    }
    all.addAll(last);
    return all;
  }

  /** Records addresses to which no connection could be opened, or not in time. */
  synchronized void failed(List<ConnectTarget> targets) {
    for (ConnectTarget target : targets) {
      demoted.remove(target.dialled());
      demoted.put(target.dialled(), nanoTime.getAsLong());
    }
    while (demoted.size() > MAX_ADDRESSES) {
      demoted.remove(demoted.keySet().iterator().next());
    }
  }

  /** Records a connection to an address, and the addresses that failed before it. */
  synchronized void connected(ConnectTarget winner, List<ConnectTarget> failed) {
    demoted.remove(winner.dialled());
    failed(failed);
    boolean ipv6 = isIpv6(winner.dialled().getAddress());
    if (!failed.isEmpty()
        && failed.stream().anyMatch(other -> isIpv6(other.dialled().getAddress()) != ipv6)) {
      prefers = true;
      prefersIpv6 = ipv6;
      preferredSince = nanoTime.getAsLong();
    }
  }

  /** Forgets everything, since the network may be another one. */
  synchronized void clear() {
    demoted.clear();
    prefers = false;
  }

  private boolean isOver(long since, Duration time) {
    return nanoTime.getAsLong() - since >= time.toNanos();
  }
}
