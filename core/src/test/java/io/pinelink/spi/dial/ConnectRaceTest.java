package io.pinelink.spi.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.Timers;
import io.pinelink.internal.failure.RefusedAddressException;
import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Races whose connections, delays and lookups are made by the test. */
class ConnectRaceTest {
  private static final String HOST = "docs-a1.svc.private.aped-1.pinecone.io";

  private final Timers timers = new Timers();
  private final AtomicLong now = new AtomicLong();
  private final List<String> lookups = new ArrayList<>();
  private String answer = "10.0.0.1,10.0.0.2";
  private String freshAnswer = answer;
  private Runnable duringLookup = () -> {};

  /** The highest number each time, so that addresses keep the order of the answer. */
  private final AddressResolver resolver =
      new AddressResolver(
          new DnsResolver() {
            @Override
            public InetAddress[] addressesOf(String name) throws UnknownHostException {
              lookups.add("cached");
              duringLookup.run();
              return parsed(answer);
            }

            @Override
            public InetAddress[] freshAddressesOf(String name) throws UnknownHostException {
              lookups.add("fresh");
              return parsed(freshAnswer);
            }
          },
          Duration.ofSeconds(10),
          Runnable::run,
          new RandomGenerator() {
            @Override
            public long nextLong() {
              return 0;
            }

            @Override
            public int nextInt(int bound) {
              return bound - 1;
            }
          },
          new RouteListener() {},
          timers,
          now::get);

  private static InetAddress[] parsed(String answer) throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String literal : answer.split(",", -1)) {
      all.add(InetAddress.getByName(literal));
    }
    return all.toArray(InetAddress[]::new);
  }

  private static Destination destination(ConnectRule... rules) {
    NetworkOptions network =
        new NetworkOptions(
            TlsOptions.systemTrust(), ProxyOptions.none(), AddressGuard.privateOnly(), null);
    return Destination.of(
        new Router(RoutePolicy.asGiven(), List.of(rules), new TrustedDomains(List.of()), network)
            .toHost(HOST));
  }

  /**
   * A race with everything that happened in it, of which the last addresses are tried by a test.
   */
  private final class Race implements ConnectRace.Runner<String> {
    final List<ConnectRace<String>.Lane> lanes = new ArrayList<>();
    final List<String> events = new ArrayList<>();
    final ConnectRace<String> race;
    Throwable failure = new CancellationException("not failed");

    Race(Destination destination) {
      this.race = resolver.race(destination, this);
      race.start();
    }

    Race() {
      this(destination());
    }

    @Override
    public ConnectRace.Attempt attempt(ConnectRace<String>.Lane lane) {
      return new ConnectRace.Attempt() {
        @Override
        public void start() {
          lanes.add(lane);
          events.add("start " + address(lane));
        }

        @Override
        public void cancel() {
          events.add("cancel " + address(lane));
        }
      };
    }

    @Override
    public void connected(String connection) {
      events.add("connected " + connection);
    }

    @Override
    public void failed(Throwable why) {
      failure = why;
      events.add("failed");
    }

    @Override
    public void discard(String connection) {
      events.add("discard " + connection);
    }

    private String address(ConnectRace<String>.Lane lane) {
      return lane.target().target().getAddress().getHostAddress();
    }

    List<String> started() {
      return lanes.stream().map(this::address).toList();
    }

    void fail(int lane) {
      lanes.get(lane).failed(new ConnectException("Connection refused"));
    }

    void connect(int lane) {
      lanes.get(lane).connected(address(lanes.get(lane)));
    }
  }

  @Test
  void theNextAddressIsTriedAfterADelayWhileTheFirstMayStillAnswer() {
    Race race = new Race();
    assertThat(race.started()).containsExactly("10.0.0.1");
    assertThat(timers.delays()).endsWith(ConnectRace.ATTEMPT_DELAY);

    timers.end();
    assertThat(race.started()).containsExactly("10.0.0.1", "10.0.0.2");

    race.connect(0);
    assertThat(race.events).endsWith("cancel 10.0.0.2", "connected 10.0.0.1");
    assertThat(timers.pending()).isZero();
  }

  @Test
  void theConnectionThatIsReadyFirstWinsAndOthersAreClosed() {
    Race race = new Race();
    timers.end();
    race.connect(1);
    race.connect(0);
    race.fail(0);

    assertThat(race.events)
        .containsExactly(
            "start 10.0.0.1",
            "start 10.0.0.2",
            "cancel 10.0.0.1",
            "connected 10.0.0.2",
            "discard 10.0.0.1");
  }

  @Test
  void aFailureStartsTheNextAddressAtOnce() {
    Race race = new Race();
    race.fail(0);

    assertThat(race.started()).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void anOpenSocketGetsMoreTimeForItsHandshake() {
    Race race = new Race();
    race.lanes.get(0).opened();

    assertThat(timers.delays()).endsWith(ConnectRace.ATTEMPT_DELAY, ConnectRace.HANDSHAKE_DELAY);
    assertThat(timers.pending()).isOne();
    timers.end();
    assertThat(race.started()).containsExactly("10.0.0.1", "10.0.0.2");
  }

  @Test
  void familiesAreTriedInTurnBeginningWithTheFirstAnswer() {
    answer = "10.0.0.1,10.0.0.2,10.0.0.3,fd00::1,fd00::2";
    Race race = new Race();
    for (int i = 0; i < 4; i++) {
      timers.end();
    }

    assertThat(race.started())
        .containsExactly(
            "10.0.0.1", "fd00:0:0:0:0:0:0:1", "10.0.0.2", "fd00:0:0:0:0:0:0:2", "10.0.0.3");
  }

  @Test
  void aDeadAddressIsTriedLastForAWhile() {
    Race race = new Race();
    timers.end();
    race.connect(1);

    Race second = new Race();
    assertThat(second.started()).containsExactly("10.0.0.2");
    second.connect(0);

    now.addAndGet(AddressHistory.DEMOTION.toNanos());
    assertThat(new Race().started()).containsExactly("10.0.0.1");
  }

  @Test
  void anAddressThatWasOvertakenWithinItsDelayIsNotDemoted() {
    answer = "10.0.0.1,10.0.0.2,10.0.0.3";
    Race race = new Race();
    race.fail(0);
    timers.end();
    race.connect(1);

    assertThat(new Race().started()).containsExactly("10.0.0.2");
    assertThat(resolver.connectTargets(destination()).join())
        .extracting(target -> target.target().getAddress().getHostAddress())
        .containsExactly("10.0.0.2", "10.0.0.3", "10.0.0.1");
  }

  @Test
  void theFamilyThatWorksIsTriedFirstForAWhile() {
    answer = "fd00::1,10.0.0.1";
    Race race = new Race();
    timers.end();
    race.connect(1);

    answer = "fd00::9,10.0.0.9"; // of another host
    assertThat(new Race().started()).containsExactly("10.0.0.9");
    now.addAndGet(AddressHistory.PREFERENCE.toNanos());
    assertThat(new Race().started()).containsExactly("fd00:0:0:0:0:0:0:9");
  }

  @Test
  void nothingIsRememberedAfterAChangeOfTheNetwork() {
    answer = "fd00::1,10.0.0.1";
    freshAnswer = answer;
    Race race = new Race();
    timers.end();
    race.connect(1);
    resolver.forget();

    assertThat(new Race().started()).containsExactly("fd00:0:0:0:0:0:0:1");
    assertThat(lookups).containsExactly("cached", "fresh");
  }

  @Test
  void addressesThatAreRememberedAreBounded() {
    for (int i = 0; i < 2 * AddressHistory.MAX_ADDRESSES; i++) {
      answer = "10.0." + i / 250 + "." + (1 + i % 250) + ",10.1.0.1";
      Race race = new Race();
      race.fail(0);
      race.connect(1);
    }
    answer = "10.0.0.1,10.1.0.1";

    assertThat(new Race().started()).as("the oldest is forgotten").containsExactly("10.0.0.1");
  }

  @Test
  void newAddressesJoinOnceAllAreSlow() {
    answer = "10.0.0.1";
    freshAnswer = "10.0.0.7";
    Race race = new Race();
    timers.end();

    assertThat(lookups).containsExactly("cached", "fresh");
    assertThat(race.started()).containsExactly("10.0.0.1", "10.0.0.7");
    race.connect(1);
    assertThat(race.events).endsWith("cancel 10.0.0.1", "connected 10.0.0.7");
  }

  @Test
  void newAddressesJoinOnceAllHaveFailed() {
    answer = "10.0.0.1";
    freshAnswer = "10.0.0.7";
    Race race = new Race();
    race.fail(0);
    race.connect(1);

    assertThat(race.events)
        .containsExactly("start 10.0.0.1", "start 10.0.0.7", "connected 10.0.0.7");
  }

  @Test
  void aNewAnswerThatTheGuardRefusesIsNotTried() {
    answer = "10.0.0.1";
    freshAnswer = "10.0.0.7,203.0.113.1";
    Race race = new Race();
    race.fail(0);

    assertThat(race.started()).containsExactly("10.0.0.1");
    assertThat(race.failure).isInstanceOf(ConnectException.class);
  }

  @Test
  void oneRefusedAddressStopsTheRaceBeforeItBegins() {
    answer = "10.0.0.1,203.0.113.1";
    Race race = new Race();

    assertThat(race.events).containsExactly("failed");
    assertThat(race.failure).isInstanceOf(RefusedAddressException.class);
  }

  @Test
  void theFailureNamesEachAddressWithItsProblem() {
    Race race = new Race();
    race.fail(0);
    race.lanes.get(1).failed(new ConnectException("connection timed out: x"));

    assertThat(race.failure)
        .hasMessage("10.0.0.1:443: refused; 10.0.0.2:443: timed out or no route")
        .hasCauseInstanceOf(ConnectException.class);
    assertThat(race.failure.getSuppressed()).hasSize(1);
  }

  @Test
  void fixedAddressesAreNotLookedUpAgain() {
    Race race =
        new Race(
            destination(ConnectRule.forHost(HOST).dial(new InetSocketAddress("10.0.0.9", 443))));
    assertThat(timers.delays()).isEmpty();
    race.fail(0);

    assertThat(race.failure).isInstanceOf(ConnectException.class).hasMessage("Connection refused");
    assertThat(lookups).isEmpty();
  }

  @Test
  void anAbandonedRaceReportsNothing() {
    Race race = new Race();
    timers.end();
    race.race.abandon();
    race.connect(0);
    race.fail(1);
    timers.end();

    assertThat(race.events)
        .containsExactly(
            "start 10.0.0.1",
            "start 10.0.0.2",
            "cancel 10.0.0.1",
            "cancel 10.0.0.2",
            "discard 10.0.0.1");
  }

  @Test
  void addressesFoundAfterARaceWasAbandonedAreNotReported() {
    List<ConnectTarget> found = new ArrayList<>();
    ConnectRace<String> race =
        resolver.race(
            destination(),
            new ConnectRace.Runner<>() {
              @Override
              public ConnectRace.Attempt attempt(ConnectRace<String>.Lane lane) {
                throw new IllegalStateException(lane.target() + " is tried");
              }

              @Override
              public void lookedUp(List<ConnectTarget> targets) {
                found.addAll(targets);
              }

              @Override
              public void connected(String connection) {
                throw new IllegalStateException(connection);
              }

              @Override
              public void failed(Throwable failure) {
                throw new IllegalStateException(failure);
              }

              @Override
              public void discard(String connection) {
                throw new IllegalStateException(connection);
              }
            });
    duringLookup = race::abandon;

    race.start();

    assertThat(lookups).containsExactly("cached");
    assertThat(found).isEmpty();
  }

  @Test
  void anAnswerThatDidNotWorkIsAskedForAgainAtMostOncePerSecond() {
    answer = "203.0.113.1";
    freshAnswer = answer;
    for (int i = 0; i < 100; i++) {
      var unused = new Race();
    }
    assertThat(lookups).hasSize(100).containsOnlyOnce("fresh").startsWith("cached", "fresh");

    now.addAndGet(HostLookups.FRESH_PAUSE.toNanos());
    freshAnswer = "10.0.0.1";
    assertThat(new Race().started()).containsExactly("10.0.0.1");
  }
}
