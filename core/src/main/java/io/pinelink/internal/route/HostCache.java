package io.pinelink.internal.route;

import io.pinelink.control.IndexDescription;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** The hosts of indexes by name: those of the user's book, and what the control plane told. */
public final class HostCache {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final HostBook given;
  private final AtomicReference<HostBook> book;
  private final InstantSource clock;

  /** The indexes that the control plane told of, which knows better than the book. */
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  public HostCache(HostBook given, InstantSource clock) {
    this.given = given;
    this.book = new AtomicReference<>(given);
    this.clock = clock;
  }

  public HostBook book() {
    return book.get();
  }

  /**
   * The hosts that the user's book has for an index; empty where the control plane is to be asked,
   * as it is each time for what it told itself.
   */
  public Optional<IndexHosts> find(String name) {
    return reported.contains(name)
        ? Optional.empty()
        : given
            .find(name)
            .map(e -> new IndexHosts(e.host(), e.privateHost(), Route.Source.HOST_BOOK));
  }

  /**
   * Writes down what the control plane told.
   *
   * @return its hosts
   * @throws IllegalStateException if the index has no host yet
   */
  public IndexHosts learn(IndexDescription index) {
    String host =
        index
            .host()
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "index '"
                            + index.name()
                            + "' has no host yet, it is "
                            + index.status().state()
                            + "; awaitIndexReady waits for it"));
    IndexHosts hosts = new IndexHosts(host, index.privateHost(), Route.Source.CONTROL_PLANE);
    reported.add(index.name());
    writeDown(index.name(), hosts);
    return hosts;
  }

  /** A book is strict; an index whose hosts it does not take can be used all the same. */
  private void writeDown(String name, IndexHosts hosts) {
    try {
      HostBook.Entry entry =
          new HostBook.Entry(
              name,
              hosts.host(),
              hosts.privateHost(),
              Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
              HostBook.Origin.CONTROL_PLANE);
      book.updateAndGet(known -> known.with(entry));
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, "the hosts of an index are not written down", e);
    }
  }
}
