package io.pinelink.copy;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.model.Built;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The options of a comparison. Immutable and thread-safe, if the listener is. */
public final class ComparisonOptions extends Built<ComparisonOptions.Builder> {
  private static final ComparisonOptions DEFAULTS = builder().build();
  private static final int MAX_DIFFERENCES = 100_000;

  private ComparisonOptions(Builder builder) {
    super(builder);
  }

  /** Returns the defaults of the {@link Builder}. */
  public static ComparisonOptions defaults() {
    return DEFAULTS;
  }

  /** Creates a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  public BulkOptions bulk() {
    return settings.bulk;
  }

  public int maxDifferences() {
    return settings.maxDifferences;
  }

  public Optional<Path> temporaryDirectory() {
    return settings.temporaryDirectory;
  }

  /** Returns the number of differences that are kept. */
  @Override
  public String toString() {
    return "ComparisonOptions[maxDifferences " + settings.maxDifferences + "]";
  }

  /** Builds {@link ComparisonOptions}. */
  public static final class Builder extends Settings {
    private BulkOptions bulk = BulkOptions.defaults();
    private int maxDifferences = 1_000;
    private Optional<Path> temporaryDirectory = Optional.empty();

    private Builder() {}

    /**
     * Sets the options of the fetches: batches, concurrency, time limits, and the listener, which
     * receives the progress of this side. A comparison has no checkpoint. Default: {@link
     * BulkOptions#defaults()}.
     *
     * @throws IllegalArgumentException if the options have a checkpoint
     */
    public Builder bulk(BulkOptions bulk) {
      Objects.requireNonNull(bulk, "bulk is null");
      if (bulk.checkpoint().isPresent()) {
        throw new IllegalArgumentException(
            "options have the checkpoint "
                + bulk.checkpoint().get()
                + ", expected none: a comparison starts from the beginning");
      }
      this.bulk = bulk;
      return this;
    }

    /**
     * Sets how many differences the report keeps, 1 to 100,000. All are counted. Default: 1,000.
     */
    public Builder maxDifferences(int max) {
      if (max < 1 || max > MAX_DIFFERENCES) {
        throw new IllegalArgumentException(
            "maxDifferences is " + max + ", expected 1 to " + MAX_DIFFERENCES);
      }
      this.maxDifferences = max;
      return this;
    }

    /**
     * Sets the directory of the temporary files with the ids of a file, which are written only if
     * the ids take more than 16 MB. Default: the directory of the system.
     */
    public Builder temporaryDirectory(Path directory) {
      this.temporaryDirectory = Optional.of(Objects.requireNonNull(directory, "directory is null"));
      return this;
    }

    /** Builds the options. */
    public ComparisonOptions build() {
      return new ComparisonOptions(this);
    }

    @Override
    protected List<?> parts() {
      return List.of(bulk, maxDifferences, temporaryDirectory);
    }
  }
}
