package io.pinelink.spi.dial;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.failure.NetworkCauses;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A race of attempts to connect to the addresses of a destination, as RFC 8305 ("Happy Eyeballs")
 * recommends: the next address is tried as soon as one has failed or is slow, while the slow one
 * may still answer. The first connection that is ready wins, and all other attempts are cancelled.
 *
 * <p>An address is slow if its socket is not open after 250 milliseconds, or if the proxy's tunnel,
 * TLS and HTTP/2 then take longer than a second. Once all addresses were tried without success,
 * names are looked up again, past the JVM's cache, and new addresses join the race. All addresses
 * of a lookup are checked before any of them is tried.
 *
 * <p>Thread-safe. Created by {@link AddressResolver#race}.
 *
 * @param <C> the type of a connection
 */
public final class ConnectRace<C> {
  /** How long the socket of an address may take to open until the next address is tried. */
  public static final Duration ATTEMPT_DELAY = Duration.ofMillis(250);

  /** How long the steps after that may take until the next address is tried. */
  public static final Duration HANDSHAKE_DELAY = Duration.ofSeconds(1);

  /** An attempt of a transport to connect to one address. */
  public interface Attempt {
    /** Starts to connect; does not block. */
    void start();

    /** Closes what the attempt has opened. Reports that follow are ignored. */
    void cancel();
  }

  /**
   * The transport for which addresses race. Methods are called on threads of the transport, of the
   * resolver, or of the caller, and never at the same time as another method of the same attempt.
   */
  public interface Runner<C> {
    /** Creates an attempt, which reports to its lane. */
    Attempt attempt(ConnectRace<C>.Lane lane);

    /** Receives the addresses of each lookup that ends before the race does. */
    default void lookedUp(List<ConnectTarget> targets) {}

    /** Receives the connection that has won; called at most once, instead of {@link #failed}. */
    void connected(C connection);

    /** Receives the failure if no address worked; called at most once. */
    void failed(Throwable failure);

    /** Closes a connection that is too late. */
    void discard(C connection);
  }

  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final AddressResolver resolver;
  private final AddressHistory history;
  private final Scheduler scheduler;
  private final Executor threads;
  private final Destination destination;
  private final Runner<C> runner;

  private final ConnectFailures failures = new ConnectFailures();
  private final Set<ConnectTarget> known = new HashSet<>();
  private final Deque<ConnectTarget> waiting = new ArrayDeque<>();
  private final Set<Lane> running = new LinkedHashSet<>();

  /** The addresses that have failed, or were slow when another one won. */
  private final List<ConnectTarget> unsuitable = new ArrayList<>();

  private @Nullable Lane newest;
  private @Nullable CompletableFuture<Void> timer;
  private boolean lookedAgain;
  private boolean lookingUp;
  private boolean over;

  ConnectRace(
      AddressResolver resolver,
      AddressHistory history,
      Scheduler scheduler,
      Executor threads,
      Destination destination,
      Runner<C> runner) {
    this.resolver = resolver;
    this.history = history;
    this.scheduler = scheduler;
    this.threads = threads;
    this.destination = destination;
    this.runner = runner;
  }

  /** Starts with the lookup of the destination's names. */
  public void start() {
    try {
      var unused =
          resolver
              .connectTargets(destination)
              .whenComplete(
                  (found, failure) -> {
                    if (failure == null) {
                      lookedUp(found);
                    } else {
                      fail(Futures.unwrap(failure));
                    }
                  });
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private void lookedUp(List<ConnectTarget> found) {
    try {
      synchronized (this) {
        if (over) {
          return;
        }
      }
      runner.lookedUp(found);
      synchronized (this) {
        for (ConnectTarget target : found) {
          if (known.add(target)) {
            waiting.add(target);
          }
        }
      }
      next();
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** Ends the race without a report. */
  public void abandon() {
    end().forEach(lane -> lane.attempt.cancel());
  }

  private void fail(Throwable failure) {
    List<Lane> rest;
    synchronized (this) {
      if (over) {
        return;
      }
      rest = end();
    }
    rest.forEach(lane -> lane.attempt.cancel());
    runner.failed(failure);
  }

  private synchronized List<Lane> end() {
    over = true;
    stopTimer();
    List<Lane> rest = new ArrayList<>(running);
    running.clear();
    waiting.clear();
    return rest;
  }

  /** Tries the next address; after the last one, looks up the names again, once. */
  private void next() {
    @Nullable Lane lane = null;
    boolean lookAgain = false;
    @Nullable Throwable failure = null;
    synchronized (this) {
      if (over) {
        return;
      }
      stopTimer();
      ConnectTarget target = waiting.poll();
      if (target != null) {
        lane = new Lane(target);
        running.add(lane);
        newest = lane;
        startTimer(lane, ATTEMPT_DELAY);
      } else if (canLookAgain()) {
        lookedAgain = true;
        lookingUp = true;
        lookAgain = true;
      } else if (running.isEmpty() && !lookingUp) {
        end();
        failure = failures.mostSpecific();
        history.failed(unsuitable);
      }
    }
    if (lane != null) {
      lane.start();
    } else if (lookAgain) {
      lookAgain();
    } else if (failure != null) {
      runner.failed(failure);
    }
  }

  private boolean canLookAgain() {
    return !lookedAgain && resolver.looksUp(destination);
  }

  /** If the lookup fails, the attempts that run decide. */
  private void lookAgain() {
    var unused =
        resolver
            .connectTargetsAgain(destination)
            .whenComplete(
                (found, failure) -> {
                  synchronized (this) {
                    lookingUp = false;
                  }
                  if (failure == null) {
                    lookedUp(found);
                  } else {
                    next();
                  }
                });
  }

  private void startTimer(Lane lane, Duration delay) {
    if (waiting.isEmpty() && !canLookAgain()) {
      return;
    }
    CompletableFuture<Void> started = scheduler.after(delay);
    timer = started;
    // Not on the timer's thread, which the whole JVM shares.
    var unused = started.thenRunAsync(() -> slow(lane), threads);
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private void slow(Lane lane) {
    synchronized (this) {
      if (over || lane != newest) {
        return;
      }
      lane.isSlow = true;
    }
    next();
  }

  /** One address in the race. */
  public final class Lane {
    private final ConnectTarget target;
    private final Attempt attempt;
    private boolean isSlow;

    private Lane(ConnectTarget target) {
      this.target = target;
      this.attempt = runner.attempt(this);
    }

    /** Returns the address. */
    public ConnectTarget target() {
      return target;
    }

    private void start() {
      try {
        attempt.start();
      } catch (RuntimeException | Error e) {
        failed(e);
      }
    }

    /** Records that the socket is open. */
    public void opened() {
      synchronized (ConnectRace.this) {
        if (!over && this == newest && timer != null) {
          stopTimer();
          startTimer(this, HANDSHAKE_DELAY);
        }
      }
    }

    /** Records that the attempt has failed. */
    public void failed(Throwable cause) {
      boolean isNext;
      synchronized (ConnectRace.this) {
        if (!running.remove(this)) {
          return;
        }
        failures.add(target, cause);
        unsuitable.add(target);
        isNext = !waiting.isEmpty() || running.isEmpty() || this == newest;
      }
      if (isNext) {
        next();
      }
    }

    /** Records that the connection is ready. */
    public void connected(C connection) {
      @Nullable List<Lane> losers;
      synchronized (ConnectRace.this) {
        losers = running.remove(this) ? end() : null;
      }
      if (losers == null) {
        runner.discard(connection);
        return;
      }
      for (Lane loser : losers) {
        loser.attempt.cancel();
        if (loser.isSlow) {
          unsuitable.add(loser.target);
        }
      }
      history.connected(target, unsuitable);
      failures.refusedCertificate().ifPresent(this::warn);
      runner.connected(connection);
    }

    /** Since no call fails of it. */
    private void warn(Throwable refused) {
      LOG.log(
          System.Logger.Level.WARNING,
          "connected to %s at %s, after the certificate of another address was refused (%s)"
              .formatted(destination.host(), target, NetworkCauses.rootText(refused)));
    }
  }
}
