package io.pinelink.bulk;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The options of a bulk operation: batching, concurrency, time limits, checkpoint and listener. The
 * defaults suit most loads. Immutable and thread-safe, if the listener and the executor are.
 */
public final class BulkOptions extends Built<BulkOptions.Builder> {
  /** The largest body of a write that the service accepts, in bytes. */
  public static final int MAX_BATCH_BYTES = 2_000_000;

  /** A century. Longer timeouts never expire, and would overflow a count of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final int MIN_BATCH_BYTES = 1_000;
  private static final int MAX_CEILING = 1_000;
  private static final long MIN_BYTES_HELD = 2L * MAX_BATCH_BYTES;
  private static final BulkOptions DEFAULTS = builder().build();

  private BulkOptions(Builder builder) {
    super(builder);
  }

  /** Returns the defaults of the {@link Builder}. */
  public static BulkOptions defaults() {
    return DEFAULTS;
  }

  /** Creates a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  public int maxBatchItems() {
    return settings.maxBatchItems;
  }

  public int maxBatchBytes() {
    return settings.maxBatchBytes;
  }

  /** Returns the floor of {@link Builder#concurrency}. */
  public int minConcurrency() {
    return settings.minConcurrency;
  }

  /** Returns the ceiling of {@link Builder#concurrency}. */
  public int maxConcurrency() {
    return settings.maxConcurrency;
  }

  public long maxBytesHeld() {
    return settings.maxBytesHeld;
  }

  public Duration linger() {
    return settings.linger;
  }

  public int maxAttempts() {
    return settings.maxAttempts;
  }

  public Optional<Duration> timeout() {
    return settings.timeout;
  }

  public Duration stallTimeout() {
    return settings.stallTimeout;
  }

  public boolean collectsFailures() {
    return settings.collectsFailures;
  }

  public int maxFailuresKept() {
    return settings.maxFailuresKept;
  }

  public Optional<Path> checkpoint() {
    return settings.checkpoint;
  }

  public Duration checkpointInterval() {
    return settings.checkpointInterval;
  }

  public BulkListener listener() {
    return settings.listener;
  }

  public Duration progressInterval() {
    return settings.progressInterval;
  }

  public OptionalLong expected() {
    return settings.expected;
  }

  public Optional<Duration> awaitVisible() {
    return settings.awaitVisible;
  }

  public Optional<Executor> sourceExecutor() {
    return settings.sourceExecutor;
  }

  /** Returns all checks of {@link Builder#checkChanges} as one, which accepts all without any. */
  public Consumer<BulkChange> changeCheck() {
    return settings.changeCheck;
  }

  /** Builds {@link BulkOptions}. */
  public static final class Builder extends Settings {
    private int maxBatchItems = Check.MAX_BATCH;
    private int maxBatchBytes = MAX_BATCH_BYTES;
    private int minConcurrency = 1;
    private int maxConcurrency = 32;
    private long maxBytesHeld = 32_000_000;
    private Duration linger = Duration.ofSeconds(1);
    private int maxAttempts = 10;
    private Optional<Duration> timeout = Optional.empty();
    private Duration stallTimeout = Duration.ofMinutes(2);
    private boolean collectsFailures;
    private int maxFailuresKept = 1_000;
    private Optional<Path> checkpoint = Optional.empty();
    private Duration checkpointInterval = Duration.ofSeconds(1);
    private BulkListener listener = BulkListener.none();
    private Duration progressInterval = Duration.ofSeconds(1);
    private OptionalLong expected = OptionalLong.empty();
    private Optional<Duration> awaitVisible = Optional.empty();
    private Optional<Executor> sourceExecutor = Optional.empty();
    private Consumer<BulkChange> changeCheck = change -> {};

    private Builder() {}

    @Override
    protected List<?> parts() {
      return List.of(
          maxBatchItems,
          maxBatchBytes,
          minConcurrency,
          maxConcurrency,
          maxBytesHeld,
          linger,
          maxAttempts,
          timeout,
          stallTimeout,
          collectsFailures,
          maxFailuresKept,
          checkpoint,
          checkpointInterval,
          listener,
          progressInterval,
          expected,
          awaitVisible,
          sourceExecutor,
          changeCheck);
    }

    /**
     * Sets the maximum number of vectors, records, documents, updates or ids in a batch, 1 to
     * 1,000. Default: 1,000. Lower limits always apply to records, of which a batch has at most 96,
     * the number that the service documents; to updates of vectors, which are sent one by one; and
     * to fetches of vectors over REST, which have as many ids as fit into a URL of 8,000 bytes.
     */
    public Builder maxBatchItems(int max) {
      Check.range("maxBatchItems", max, 1, Check.MAX_BATCH);
      this.maxBatchItems = max;
      return this;
    }

    /**
     * Sets the maximum size of a batch as sent, 1,000 to 2,000,000 bytes. A single item that
     * exceeds it is reported and not sent. Default: 2,000,000, the service's limit.
     */
    public Builder maxBatchBytes(int max) {
      Check.range("maxBatchBytes", max, MIN_BATCH_BYTES, MAX_BATCH_BYTES);
      this.maxBatchBytes = max;
      return this;
    }

    /**
     * Sets the number of batches in flight: the minimum to which throttling and latency reduce it,
     * and the maximum to which success raises it, 1 to 1,000. Default: 1 and 32. Bulk operations of
     * the same kind to the same namespace by one client share this limit and take turns; so do all
     * bulk fetches of an index.
     */
    public Builder concurrency(int floor, int ceiling) {
      Check.range("ceiling", ceiling, 1, MAX_CEILING);
      Check.range("floor", floor, 1, ceiling);
      this.minConcurrency = floor;
      this.maxConcurrency = ceiling;
      return this;
    }

    /**
     * Sets the maximum number of bytes that are read but not settled, at least 4,000,000. The
     * source is not read further while the limit is reached. Bytes are counted as in {@link
     * BulkReport#acceptedBytes}, with at least 256 for each item. The last item read may exceed the
     * limit. A bulk fetch additionally holds up to the same number of bytes of responses that are
     * in flight to its consumer or wait for it, estimated from the size of earlier ones. Default:
     * 32,000,000.
     */
    public Builder maxBytesHeld(long max) {
      if (max < MIN_BYTES_HELD) {
        throw new IllegalArgumentException(
            "maxBytesHeld is " + max + ", expected " + MIN_BYTES_HELD + " or more");
      }
      this.maxBytesHeld = max;
      return this;
    }

    /**
     * Sets how long the first item of a batch waits for a slow source to fill the batch. Default: 1
     * s.
     */
    public Builder linger(Duration linger) {
      Objects.requireNonNull(linger, "linger is null");
      this.linger = positive("linger", linger);
      return this;
    }

    /**
     * Sets how many times a batch is sent if its calls fail transiently, at least 1, before it is
     * abandoned. The pause between attempts doubles from 100 ms to 10 s. Throttled calls do not
     * count; they are limited by the {@link #stallTimeout}. These attempts replace the client's own
     * retries, which are not used. Default: 10.
     */
    public Builder maxAttempts(int max) {
      Check.range("maxAttempts", max, 1, Integer.MAX_VALUE);
      this.maxAttempts = max;
      return this;
    }

    /**
     * Sets the timeout of the whole bulk operation. If the service asks for a pause beyond it, the
     * operation ends at once as {@link BulkOutcome#DEADLINE}. Default: no timeout.
     */
    public Builder timeout(Duration timeout) {
      Objects.requireNonNull(timeout, "timeout is null");
      this.timeout = Optional.of(positive("timeout", timeout));
      return this;
    }

    /**
     * Sets how long the service may accept nothing while items are in flight or waiting to be sent;
     * the time that a source takes does not count. If the service asks for a longer pause ({@code
     * Retry-After}), the bulk operation ends at once as {@link BulkOutcome#STALLED}. Default: 2
     * minutes.
     */
    public Builder stallTimeout(Duration timeout) {
      Objects.requireNonNull(timeout, "timeout is null");
      this.stallTimeout = positive("stallTimeout", timeout);
      return this;
    }

    /**
     * Makes the operation return its report however it ends: short for {@code
     * collectFailures(true)}.
     */
    public Builder collectFailures() {
      return collectFailures(true);
    }

    /**
     * Sets whether a bulk operation returns its report however it ends, instead of throwing a
     * {@code BulkException} when not all items were accepted. Default: false.
     */
    public Builder collectFailures(boolean collectFailures) {
      this.collectsFailures = collectFailures;
      return this;
    }

    /**
     * Sets how many failures the report contains, 0 or more. The counts are always complete, and
     * the listener receives all failures. Default: 1,000.
     */
    public Builder maxFailuresKept(int max) {
      Check.range("maxFailuresKept", max, 0, Integer.MAX_VALUE);
      this.maxFailuresKept = max;
      return this;
    }

    /**
     * Sets a file that records the progress of the bulk operation, so that a later operation with
     * the same source in the same order can resume there. Accepted items are skipped. Items that
     * were rejected, or may or may not have been written, are sent again, which changes nothing if
     * they had been written. The file is replaced atomically, so it is never incomplete, and
     * removed once all items are settled. Its directory must exist, in a file system with locks.
     * The operation holds a lock on a second file, with {@code .lock} after its name, which stays.
     *
     * <p>A source that has grown at its end continues; any other source is refused. It is
     * recognized by the ids of the items that would be skipped, by its end before the position in
     * the file, and by its {@linkplain BulkSource#named name}: then the operation ends as {@link
     * BulkOutcome#SOURCE_FAILED}, and the file is unchanged. One bulk operation at a time can use a
     * file, also among several processes; a second one throws an {@link IllegalStateException} that
     * names the first. Default: none.
     */
    public Builder checkpoint(Path file) {
      Objects.requireNonNull(file, "file is null");
      this.checkpoint = Optional.of(file);
      return this;
    }

    /**
     * Sets the minimum interval between writes of the checkpoint, which is also written at the end.
     * Default: 1 s.
     */
    public Builder checkpointInterval(Duration interval) {
      Objects.requireNonNull(interval, "interval is null");
      this.checkpointInterval = positive("checkpointInterval", interval);
      return this;
    }

    /** Sets the listener that receives progress and failures. Default: none. */
    public Builder listener(BulkListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener is null");
      return this;
    }

    /** Sets the interval between progress reports to the listener. Default: 1 s. */
    public Builder progressInterval(Duration interval) {
      Objects.requireNonNull(interval, "interval is null");
      this.progressInterval = positive("progressInterval", interval);
      return this;
    }

    /**
     * Sets the total number of items in the source, for the estimate of the remaining time.
     * Default: a collection's size.
     */
    public Builder expect(long total) {
      if (total < 0) {
        throw new IllegalArgumentException("expect is " + total + ", expected 0 or more");
      }
      this.expected = OptionalLong.of(total);
      return this;
    }

    /**
     * Makes the operation wait at its end, for at most this time, until the last write is visible
     * to reads, by its log sequence number. A bulk fetch rejects it. Default: does not wait.
     */
    public Builder awaitVisible(Duration timeout) {
      Objects.requireNonNull(timeout, "timeout is null");
      this.awaitVisible = Optional.of(positive("awaitVisible", timeout));
      return this;
    }

    /**
     * Sets the executor of the single task of {@code AsyncIndex.bulkUpsert} that reads an iterator
     * or stream and blocks while no capacity is available. Default: a thread of its own.
     */
    public Builder sourceExecutor(Executor executor) {
      Objects.requireNonNull(executor, "executor is null");
      this.sourceExecutor = Optional.of(executor);
      return this;
    }

    /**
     * Adds a check of the changes of a {@link BulkWriter}, which calls it on the thread that
     * writes, before a change is taken. A change for which it throws an {@link
     * IllegalArgumentException} is refused, as by the service; other exceptions are passed to the
     * caller of {@link BulkWriter#write}, and the change is not taken. The service never checks a
     * change that a later one replaces, so that only a check finds all invalid changes. Other bulk
     * operations ignore it. Default: none.
     */
    public Builder checkChanges(Consumer<? super BulkChange> check) {
      Objects.requireNonNull(check, "check is null");
      this.changeCheck = changeCheck.andThen(check);
      return this;
    }

    private static Duration positive(String name, Duration given) {
      if (given.isNegative() || given.isZero()) {
        throw new IllegalArgumentException(name + " is " + given + ", expected more than zero");
      }
      return given.compareTo(LONGEST) > 0 ? LONGEST : given;
    }

    /** Builds the options. */
    public BulkOptions build() {
      return new BulkOptions(this);
    }
  }
}
