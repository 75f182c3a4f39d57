package io.pinelink.bulk;

import io.pinelink.internal.validation.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/**
 * How a bulk operation batches, how much it has under way, when it gives up and what it tells. The
 * defaults suit most loads. Immutable and thread-safe, if the listener and the executor are.
 */
public final class BulkOptions {
  /** The largest body of a write that the service takes, in bytes. */
  public static final int MAX_BATCH_BYTES = 2_000_000;

  /** A century: what is longer means never, and nanoseconds could not tell it. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final int MIN_BATCH_BYTES = 1_000;
  private static final int MAX_CEILING = 1_000;
  private static final long MIN_BYTES_HELD = 2L * MAX_BATCH_BYTES;
  private static final BulkOptions DEFAULTS = builder().build();

  private final int maxBatchItems;
  private final int maxBatchBytes;
  private final int minConcurrency;
  private final int maxConcurrency;
  private final long maxBytesHeld;
  private final Duration linger;
  private final int maxAttempts;
  private final Optional<Duration> timeout;
  private final Duration stallTimeout;
  private final boolean collectsFailures;
  private final int maxFailuresKept;
  private final Optional<Path> checkpoint;
  private final Duration checkpointInterval;
  private final BulkListener listener;
  private final Duration progressInterval;
  private final OptionalLong expected;
  private final Optional<Duration> awaitVisible;
  private final Optional<Executor> sourceExecutor;

  private BulkOptions(Builder builder) {
    this.maxBatchItems = builder.maxBatchItems;
    this.maxBatchBytes = builder.maxBatchBytes;
    this.minConcurrency = builder.minConcurrency;
    this.maxConcurrency = builder.maxConcurrency;
    this.maxBytesHeld = builder.maxBytesHeld;
    this.linger = builder.linger;
    this.maxAttempts = builder.maxAttempts;
    this.timeout = builder.timeout;
    this.stallTimeout = builder.stallTimeout;
    this.collectsFailures = builder.collectsFailures;
    this.maxFailuresKept = builder.maxFailuresKept;
    this.checkpoint = builder.checkpoint;
    this.checkpointInterval = builder.checkpointInterval;
    this.listener = builder.listener;
    this.progressInterval = builder.progressInterval;
    this.expected = builder.expected;
    this.awaitVisible = builder.awaitVisible;
    this.sourceExecutor = builder.sourceExecutor;
  }

  /** The defaults of the {@link Builder}. */
  public static BulkOptions defaults() {
    return DEFAULTS;
  }

  /** Begins options with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** As {@link Builder#maxBatchItems}. */
  public int maxBatchItems() {
    return maxBatchItems;
  }

  /** As {@link Builder#maxBatchBytes}. */
  public int maxBatchBytes() {
    return maxBatchBytes;
  }

  /** The floor of {@link Builder#concurrency}. */
  public int minConcurrency() {
    return minConcurrency;
  }

  /** The ceiling of {@link Builder#concurrency}. */
  public int maxConcurrency() {
    return maxConcurrency;
  }

  /** As {@link Builder#maxBytesHeld}. */
  public long maxBytesHeld() {
    return maxBytesHeld;
  }

  /** As {@link Builder#linger}. */
  public Duration linger() {
    return linger;
  }

  /** As {@link Builder#maxAttempts}. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** As {@link Builder#timeout}. */
  public Optional<Duration> timeout() {
    return timeout;
  }

  /** As {@link Builder#stallTimeout}. */
  public Duration stallTimeout() {
    return stallTimeout;
  }

  /** As {@link Builder#collectFailures}. */
  public boolean collectsFailures() {
    return collectsFailures;
  }

  /** As {@link Builder#maxFailuresKept}. */
  public int maxFailuresKept() {
    return maxFailuresKept;
  }

  /** As {@link Builder#checkpoint}. */
  public Optional<Path> checkpoint() {
    return checkpoint;
  }

  /** As {@link Builder#checkpointInterval}. */
  public Duration checkpointInterval() {
    return checkpointInterval;
  }

  /** As {@link Builder#listener}. */
  public BulkListener listener() {
    return listener;
  }

  /** As {@link Builder#progressInterval}. */
  public Duration progressInterval() {
    return progressInterval;
  }

  /** As {@link Builder#expect}. */
  public OptionalLong expected() {
    return expected;
  }

  /** As {@link Builder#awaitVisible}. */
  public Optional<Duration> awaitVisible() {
    return awaitVisible;
  }

  /** As {@link Builder#sourceExecutor}. */
  public Optional<Executor> sourceExecutor() {
    return sourceExecutor;
  }

  /** Builds {@link BulkOptions}. */
  public static final class Builder {
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
    private BulkListener listener = new BulkListener() {};
    private Duration progressInterval = Duration.ofSeconds(1);
    private OptionalLong expected = OptionalLong.empty();
    private Optional<Duration> awaitVisible = Optional.empty();
    private Optional<Executor> sourceExecutor = Optional.empty();

    private Builder() {}

    /**
     * The most vectors, records or ids in a batch, 1 to 1,000. Default: 1,000; records go out by at
     * most 96 whatever this says, which is what the service promises to take, updates one by one,
     * and ids to fetch over REST by as many as a URL of 8,000 bytes takes.
     */
    public Builder maxBatchItems(int max) {
      Check.range("maxBatchItems", max, 1, Check.MAX_BATCH);
      this.maxBatchItems = max;
      return this;
    }

    /**
     * The most bytes of a batch as it is sent, 1,000 to 2,000,000. A vector that alone has more is
     * reported and not sent. Default: 2,000,000, the service's limit.
     */
    public Builder maxBatchBytes(int max) {
      Check.range("maxBatchBytes", max, MIN_BATCH_BYTES, MAX_BATCH_BYTES);
      this.maxBatchBytes = max;
      return this;
    }

    /**
     * How many batches may be under way: the least to which throttling and slowness bring it down,
     * and the most to which success brings it up, 1 to 1,000. Default: 1 and 32. Bulk operations of
     * the same kind to the same namespace by one client share what is under way, and take turns; so
     * do all bulk fetches of an index.
     */
    public Builder concurrency(int floor, int ceiling) {
      Check.range("ceiling", ceiling, 1, MAX_CEILING);
      Check.range("floor", floor, 1, ceiling);
      this.minConcurrency = floor;
      this.maxConcurrency = ceiling;
      return this;
    }

    /**
     * The most bytes that are read and not settled, at least 4,000,000; the source is not read
     * further meanwhile. Counted as sent, and at least as 256 for each vector. The last one read
     * may go beyond. A bulk fetch holds as much again of vectors that are under way to its consumer
     * or wait for it, by the size of those before. Default: 32,000,000.
     */
    public Builder maxBytesHeld(long max) {
      if (max < MIN_BYTES_HELD) {
        throw new IllegalArgumentException(
            "maxBytesHeld is " + max + ", expected " + MIN_BYTES_HELD + " or more");
      }
      this.maxBytesHeld = max;
      return this;
    }

    /** How long the first one of a batch waits for a slow source to fill it. Default: 1 s. */
    public Builder linger(Duration linger) {
      this.linger = positive("linger", linger);
      return this;
    }

    /**
     * How often a batch is sent whose calls fail in a way that may pass, at least 1, before it is
     * given up; the pause between doubles from 100 ms to 10 s. Being throttled does not count: that
     * ends by the {@link #stallTimeout}. The calls are made once, whatever the client's own
     * retries. Default: 10.
     */
    public Builder maxAttempts(int max) {
      Check.range("maxAttempts", max, 1, Integer.MAX_VALUE);
      this.maxAttempts = max;
      return this;
    }

    /**
     * How long the whole bulk operation may take. If the service asks for a pause that goes beyond,
     * the bulk operation ends at once as {@link BulkOutcome#DEADLINE}. Default: for ever.
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Optional.of(positive("timeout", timeout));
      return this;
    }

    /**
     * How long the service may take nothing while something is under way or waits to be; the time
     * that a source takes does not count. If the service asks for a longer pause ({@code
     * Retry-After}), the bulk operation ends at once as {@link BulkOutcome#STALLED}. Default: 2
     * minutes.
     */
    public Builder stallTimeout(Duration timeout) {
      this.stallTimeout = positive("stallTimeout", timeout);
      return this;
    }

    /** Returns the report however the operation ends: short for {@code collectFailures(true)}. */
    public Builder collectFailures() {
      return collectFailures(true);
    }

    /**
     * Sets whether a bulk operation returns its report however it ends, instead of throwing a
     * {@link io.pinelink.error.BulkException} when not all items were accepted. Default: false.
     */
    public Builder collectFailures(boolean collectFailures) {
      this.collectsFailures = collectFailures;
      return this;
    }

    /**
     * How many failures the report holds, 0 or more; the counts are always whole, and the listener
     * hears of all. Default: 1,000.
     */
    public Builder maxFailuresKept(int max) {
      Check.range("maxFailuresKept", max, 0, Integer.MAX_VALUE);
      this.maxFailuresKept = max;
      return this;
    }

    /**
     * A file that says how far the bulk operation is, so that a later one with the same source in
     * the same order goes on there. What was accepted is skipped; what was rejected, or may or may
     * not have been written, is sent again, which changes nothing where it had been written.
     * Replaced as a whole, so it is never half written; removed once all is settled. Its directory
     * must exist. A source that ends before the position in the file is another one: the bulk
     * operation ends as {@link BulkOutcome#SOURCE_FAILED}, and the file stays as it was. Default:
     * none.
     */
    public Builder checkpoint(Path file) {
      this.checkpoint = Optional.of(file);
      return this;
    }

    /** How often the checkpoint is written at most, besides at the end. Default: 1 s. */
    public Builder checkpointInterval(Duration interval) {
      this.checkpointInterval = positive("checkpointInterval", interval);
      return this;
    }

    /** Who hears how it goes. Default: nobody. */
    public Builder listener(BulkListener listener) {
      this.listener = Objects.requireNonNull(listener, "listener");
      return this;
    }

    /** How often the listener hears of progress. Default: 1 s. */
    public Builder progressInterval(Duration interval) {
      this.progressInterval = positive("progressInterval", interval);
      return this;
    }

    /** How many the source has in all, for the estimate. Default: a collection's size. */
    public Builder expect(long total) {
      if (total < 0) {
        throw new IllegalArgumentException("expect is " + total + ", expected 0 or more");
      }
      this.expected = OptionalLong.of(total);
      return this;
    }

    /**
     * Waits at the end, for as long as that, until reads see the last write, by its log sequence
     * number. A bulk fetch refuses it. Default: does not wait.
     */
    public Builder awaitVisible(Duration timeout) {
      this.awaitVisible = Optional.of(positive("awaitVisible", timeout));
      return this;
    }

    /**
     * What runs the one task of {@code AsyncIndex.bulkUpsert} that reads an iterator or stream and
     * blocks while there is no room. Default: a thread of its own.
     */
    public Builder sourceExecutor(Executor executor) {
      this.sourceExecutor = Optional.of(executor);
      return this;
    }

    private static Duration positive(String name, Duration given) {
      if (given.isNegative() || given.isZero()) {
        throw new IllegalArgumentException(name + " is " + given + ", expected more than zero");
      }
      return given.compareTo(LONGEST) > 0 ? LONGEST : given;
    }

    /** The options. */
    public BulkOptions build() {
      return new BulkOptions(this);
    }
  }
}
