package io.pinelink.internal.routing;

import io.pinelink.control.IndexDescription;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A cache of the hosts of indexes by name, from the user's host book and from the control plane.
 */
public final class HostCache {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final HostBook given;
  private final AtomicReference<HostBook> book;
  private final InstantSource clock;

  /** The indexes whose hosts the control plane returned, which takes precedence over the book. */
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
   * Returns the hosts of an index in the user's book; empty if the control plane must be queried,
   * which is always the case for an index whose hosts it returned before.
   */
  public Optional<IndexHosts> find(String name) {
    return reported.contains(name)
        ? Optional.empty()
        : given
            .find(name)
            .map(e -> new IndexHosts(e.host(), e.privateHost(), Route.Source.HOST_BOOK));
  }

  /** Returns the family of an index in the book; empty if it is not known. */
  public Optional<IndexFamily> family(String name) {
    return book().find(name).flatMap(HostBook.Entry::family);
  }

  /**
   * Records and returns the hosts that the control plane returned; fails if the index has none yet.
   */
  public IndexHosts learn(IndexDescription index) {
    String host =
        index
            .host()
            .filter(text -> !text.isBlank())
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "index '%s' has no host yet, it is %s; awaitIndexReady waits for it"
                            .formatted(index.name(), index.status().state())));
    IndexHosts hosts = new IndexHosts(host, index.privateHost(), Route.Source.CONTROL_PLANE);
    reported.add(index.name());
    addToBook(index, hosts);
    return hosts;
  }

  /** Adds hosts to the book. An index whose hosts the book rejects can still be used. */
  private void addToBook(IndexDescription index, IndexHosts hosts) {
    try {
      HostBook.Entry entry =
          new HostBook.Entry(
              index.name(),
              hosts.host(),
              hosts.privateHost(),
              Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
              HostBook.Origin.CONTROL_PLANE,
              index.family());
      book.updateAndGet(known -> known.with(entry));
    } catch (IllegalArgumentException e) {
      LOG.log(
          System.Logger.Level.DEBUG, "the hosts of an index were not added to the host book", e);
    }
  }
}
