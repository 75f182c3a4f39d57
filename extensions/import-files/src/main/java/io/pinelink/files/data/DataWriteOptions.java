package io.pinelink.files.data;

import io.pinelink.files.ParquetCompression;
import io.pinelink.model.Built;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The options of a {@link DataWriter}. Immutable and thread-safe. */
public final class DataWriteOptions extends Built<DataWriteOptions.Builder> {
  private static final DataWriteOptions DEFAULTS = builder().build();

  private DataWriteOptions(Builder builder) {
    super(builder);
  }

  /** Returns the defaults of the {@link Builder}. */
  public static DataWriteOptions defaults() {
    return DEFAULTS;
  }

  /** Creates a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  public Optional<DataFormat> format() {
    return settings.format;
  }

  public ParquetCompression compression() {
    return settings.compression;
  }

  /** Builds {@link DataWriteOptions}. Not thread-safe. */
  public static final class Builder extends Settings {
    private Optional<DataFormat> format = Optional.empty();
    private ParquetCompression compression = ParquetCompression.SNAPPY;

    private Builder() {}

    /**
     * Sets the format. Default: the one that the {@linkplain DataFormat#of name of the file} stands
     * for; JSON Lines for an output stream.
     */
    public Builder format(DataFormat format) {
      this.format = Optional.of(Objects.requireNonNull(format, "format is null"));
      return this;
    }

    /**
     * Sets the compression of a Parquet file. Default: {@link ParquetCompression#SNAPPY}. Files of
     * the other formats are compressed with gzip if their names end in {@code .gz}.
     */
    public Builder compression(ParquetCompression compression) {
      this.compression = Objects.requireNonNull(compression, "compression is null");
      return this;
    }

    /** Builds the options. */
    public DataWriteOptions build() {
      return new DataWriteOptions(this);
    }

    @Override
    protected List<?> parts() {
      return List.of(format, compression);
    }
  }
}
