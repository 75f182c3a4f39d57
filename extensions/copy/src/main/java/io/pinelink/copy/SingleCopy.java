package io.pinelink.copy;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The copy of one namespace: ids are listed page by page and fetched, and what is found is
 * upserted, all at the same time; then come the deletes and the comparison, if they are requested.
 */
final class SingleCopy<T> {
  private static final System.Logger LOG = System.getLogger("io.pinelink");
  private static final Duration VISIBLE_WITHIN = Duration.ofMinutes(5);

  private final String name;
  private final NamespaceSide<T> source;
  private final NamespaceSide<T> target;
  private final CopyOptions options;
  private final CopyCheckpoint checkpoint;
  private final CopyState before;
  private final Optional<MirrorPlan> plan;
  private final OptionalLong expected;
  private final ScanProgress progress;
  private final AtomicLong vanished = new AtomicLong();
  private final AtomicLong unusable = new AtomicLong();
  private final List<CopyFailure> failures = new ArrayList<>();
  private final long startedAt = System.nanoTime();
  private long savedAt = startedAt;
  private volatile @Nullable RuntimeException notSaved;

  /**
   * @param plan what a mirror has to delete; empty without a mirror
   * @param expected the number of items of the source, if it is known
   */
  SingleCopy(
      String name,
      NamespaceSide<T> source,
      NamespaceSide<T> target,
      CopyOptions options,
      CopyCheckpoint checkpoint,
      Optional<MirrorPlan> plan,
      OptionalLong expected) {
    this.name = name;
    this.source = source;
    this.target = target;
    this.options = options;
    this.checkpoint = checkpoint;
    this.before = checkpoint.state(name);
    this.plan = plan;
    this.expected = options.bulk().expected().isPresent() ? options.bulk().expected() : expected;
    this.progress = new ScanProgress(before);
  }

  NamespaceCopyResult run() {
    NamespaceCopyResult items = before.isDone() ? nothing() : copied();
    Optional<BulkReport> deletes = Optional.empty();
    Optional<ComparisonReport> comparison = Optional.empty();
    if (items.isComplete()) {
      deletes = plan.map(this::mirrored);
      if (options.verifies() && deletes.map(BulkReport::isClean).orElse(true)) {
        comparison = compared();
      }
    }
    return items.with(deletes, comparison, Optional.empty());
  }

  /** Returns the report of a copy that does nothing. */
  NamespaceCopyResult nothing() {
    return report(BulkOutcome.COMPLETE, Optional.empty(), 0, 0);
  }

  private NamespaceCopyResult report(
      BulkOutcome ending, Optional<Throwable> cause, long found, long copied) {
    List<CopyFailure> kept;
    synchronized (failures) {
      kept = List.copyOf(failures);
    }
    return new NamespaceCopyResult(
        source.namespace(),
        target.namespace(),
        ending,
        cause,
        before.copied(),
        found,
        copied,
        kept,
        before.isDone(),
        vanished.get(),
        plan,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Duration.ofNanos(System.nanoTime() - startedAt));
  }

  private NamespaceCopyResult copied() {
    Relay<T> relay = new Relay<>();
    CompletableFuture<BulkReport> write = target.upsert(BulkSource.of(relay), writeOptions());
    CompletableFuture<BulkReport> read;
    try {
      read = source.fetch(BulkSource.of(ids()), readOptions(), new Receiver(relay));
    } catch (RuntimeException | Error e) {
      write.cancel(true);
      throw e;
    }
    var unused = read.whenComplete((report, failure) -> relay.complete());
    try {
      BulkReport fetched = Waiting.await(read);
      BulkReport written = Waiting.await(write);
      return both(fetched, written);
    } finally {
      read.cancel(true);
      write.cancel(true);
      save();
    }
  }

  private SourceIds ids() {
    return new SourceIds(source, progress, before, options.bulk().stallTimeout());
  }

  private BulkOptions readOptions() {
    return EngineOptions.from(
            options.bulk(),
            new BulkListener() {
              @Override
              public void failed(BulkFailure failure) {
                notCopied(new CopyFailure(failure));
              }
            })
        .collectFailures()
        .build();
  }

  private BulkOptions writeOptions() {
    BulkOptions.Builder builder =
        EngineOptions.from(options.bulk(), new WriteListener()).collectFailures();
    if (options.bulk().awaitVisible().isPresent()) {
      builder.awaitVisible(options.bulk().awaitVisible().get());
    } else if (options.verifies()) {
      builder.awaitVisible(VISIBLE_WITHIN);
    }
    return builder.build();
  }

  /** Receives what the fetch reads. */
  private final class Receiver implements NamespaceSide.Consumer<T> {
    private final Relay<T> relay;

    Receiver(Relay<T> relay) {
      this.relay = relay;
    }

    @Override
    public void found(T item) {
      RuntimeException broken = notSaved;
      if (broken != null) {
        throw broken;
      }
      relay.emit(item);
    }

    @Override
    public void missing(String id) {
      vanished.incrementAndGet();
      progress.vanished(id);
    }

    @Override
    public void unusable(String id, RuntimeException reason) {
      unusable.incrementAndGet();
      notCopied(new CopyFailure(id, Outcome.REJECTED, reason));
    }
  }

  private final class WriteListener implements BulkListener {
    @Override
    public void accepted(String id) {
      progress.accepted(id);
    }

    @Override
    public void progress(BulkProgress p) {
      saveIfDue();
      options
          .bulk()
          .listener()
          .progress(
              new BulkProgress(
                  before.copied(),
                  p.read() + unusable.get(),
                  p.accepted(),
                  p.rejected() + unusable.get(),
                  p.unknown(),
                  p.unsent(),
                  p.acceptedBytes(),
                  p.callsInFlight(),
                  p.retries(),
                  p.bytesHeld(),
                  p.limit(),
                  p.elapsed(),
                  p.acceptedPerSecond(),
                  p.bytesPerSecond(),
                  expected));
    }

    @Override
    public void failed(BulkFailure failure) {
      notCopied(new CopyFailure(failure));
    }
  }

  /** Records an item that was not copied. One that was not sent is found again by its page. */
  private void notCopied(CopyFailure failure) {
    if (failure.outcome() != Outcome.UNSENT) {
      progress.refused(failure.id());
    }
    synchronized (failures) {
      if (failures.size() < options.bulk().maxFailuresKept()) {
        failures.add(failure);
      }
      try {
        options.failureListener().accept(failure);
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.WARNING, "the listener of a copy failed", e);
      }
    }
  }

  private void saveIfDue() {
    long now = System.nanoTime();
    if (notSaved == null && now - savedAt >= options.bulk().checkpointInterval().toNanos()) {
      savedAt = now;
      try {
        save();
      } catch (RuntimeException e) {
        notSaved = e; // ends the copy, since a later run could not continue it
      }
    }
  }

  private void save() {
    checkpoint.save(name, progress.state());
  }

  private NamespaceCopyResult both(BulkReport fetched, BulkReport written) {
    BulkReport first =
        written.ending() == BulkOutcome.COMPLETE || written.ending() == BulkOutcome.NOT_VISIBLE
            ? fetched
            : written;
    BulkOutcome ending = first.ending();
    Optional<Throwable> cause = first.cause();
    RuntimeException broken = notSaved;
    if (broken != null) {
      ending = BulkOutcome.FAILED;
      cause = Optional.of(broken);
    } else if (ending == BulkOutcome.COMPLETE && !options.verifies()) {
      ending = written.ending();
      cause = written.cause();
    }
    // An id whose item could not be passed on is counted by the fetch, and by nothing else.
    long notFetched = fetched.rejected() + fetched.unsent() + fetched.unknown();
    return report(ending, cause, written.read() + unusable.get() + notFetched, written.accepted());
  }

  private BulkReport mirrored(MirrorPlan counted) {
    BulkOptions.Builder builder =
        EngineOptions.from(options.bulk(), BulkListener.none()).collectFailures();
    if (options.verifies()) {
      builder.awaitVisible(VISIBLE_WITHIN);
    }
    Iterator<String> ids = new Mirror(source, target, options).ids(counted);
    return Waiting.await(target.delete(BulkSource.of(ids), builder.build()));
  }

  /** Compares both sides. Of all namespaces, those without items have nothing to compare. */
  private Optional<ComparisonReport> compared() {
    BulkOptions bulk = EngineOptions.from(options.bulk(), BulkListener.none()).build();
    ComparisonReport report =
        new ComparisonRun<>(source, ComparisonOptions.builder().bulk(bulk).build()).with(target);
    return options.copiesAllNamespaces() && report.compared() == 0 && report.unlisted() == 0
        ? Optional.empty()
        : Optional.of(report);
  }
}
