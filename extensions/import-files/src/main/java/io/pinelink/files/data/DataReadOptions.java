package io.pinelink.files.data;

import io.pinelink.model.Built;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The options of a {@link DataReader}. Immutable and thread-safe, if the receiver of invalid rows
 * is.
 */
public final class DataReadOptions extends Built<DataReadOptions.Builder> {
  private static final DataReadOptions DEFAULTS = builder().build();
  private static final int MAX_DIMENSION = 20_000;

  private DataReadOptions(Builder builder) {
    super(builder);
  }

  /** Returns the defaults of the {@link Builder}. */
  public static DataReadOptions defaults() {
    return DEFAULTS;
  }

  /** Creates a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  public Optional<DataFormat> format() {
    return settings.format;
  }

  public OptionalInt dimension() {
    return settings.dimension;
  }

  /** Returns the value of {@link Builder#onInvalidRow}. */
  public Optional<Consumer<InvalidRow>> invalidRows() {
    return settings.invalidRows;
  }

  public Optional<String> idColumn() {
    return settings.idColumn;
  }

  public Optional<String> valuesColumn() {
    return settings.valuesColumn;
  }

  public Set<String> textColumns() {
    return settings.textColumns;
  }

  public Optional<Character> delimiter() {
    return settings.delimiter;
  }

  /** Builds {@link DataReadOptions}. Not thread-safe. */
  public static final class Builder extends Settings {
    private Optional<DataFormat> format = Optional.empty();
    private OptionalInt dimension = OptionalInt.empty();
    private Optional<Consumer<InvalidRow>> invalidRows = Optional.empty();
    private Optional<String> idColumn = Optional.empty();
    private Optional<String> valuesColumn = Optional.empty();
    private Set<String> textColumns = Set.of();
    private Optional<Character> delimiter = Optional.empty();

    private Builder() {}

    /**
     * Sets the format. Default: the one that the {@linkplain DataFormat#of name of the file} stands
     * for; JSON Lines for an input stream.
     */
    public Builder format(DataFormat format) {
      this.format = Optional.of(Objects.requireNonNull(format, "format is null"));
      return this;
    }

    /**
     * Sets the number of dense values that each vector with dense values must have, 1 to 20,000. A
     * vector with another number is an invalid row. Default: any number.
     */
    public Builder dimension(int dimension) {
      if (dimension < 1 || dimension > MAX_DIMENSION) {
        throw new IllegalArgumentException(
            "dimension is " + dimension + ", expected 1 to " + MAX_DIMENSION);
      }
      this.dimension = OptionalInt.of(dimension);
      return this;
    }

    /**
     * Sets what receives the rows that cannot be used; reading continues after them. It is called
     * by the thread that reads, and its exceptions end the reading. Default: the first invalid row
     * ends the reading with an {@link IllegalArgumentException}.
     */
    public Builder onInvalidRow(Consumer<InvalidRow> receiver) {
      this.invalidRows = Optional.of(Objects.requireNonNull(receiver, "receiver is null"));
      return this;
    }

    /**
     * Sets the name of the column of ids in a CSV or Parquet file. Default: {@code id} or {@code
     * _id}.
     */
    public Builder idColumn(String name) {
      this.idColumn = Optional.of(Objects.requireNonNull(name, "name is null"));
      return this;
    }

    /**
     * Sets the name of the column of dense values in a CSV or Parquet file of vectors; or, if there
     * is no such column, what the names of the columns of single values begin with, before a number
     * that counts from 0 or 1. Default: {@code values}, {@code vector} or {@code embedding}, or
     * columns such as {@code values_0}, {@code values.0}, {@code v0} or {@code 0}.
     */
    public Builder valuesColumn(String name) {
      this.valuesColumn = Optional.of(Objects.requireNonNull(name, "name is null"));
      return this;
    }

    /**
     * Sets the columns of a CSV file whose values are always strings, such as postal codes. Of
     * other columns, {@code true}, {@code false} and numbers in the form of JSON are booleans and
     * numbers. Default: none.
     */
    public Builder textColumns(Set<String> names) {
      this.textColumns = Set.copyOf(Objects.requireNonNull(names, "names is null"));
      return this;
    }

    /**
     * Sets the character between the values of a CSV file. Default: a tab in a file whose name ends
     * in {@code .tsv}, otherwise a comma.
     */
    public Builder delimiter(char delimiter) {
      if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
        throw new IllegalArgumentException("delimiter is a quote or a line break");
      }
      this.delimiter = Optional.of(delimiter);
      return this;
    }

    /** Builds the options. */
    public DataReadOptions build() {
      return new DataReadOptions(this);
    }

    @Override
    protected List<?> parts() {
      return List.of(
          format, dimension, invalidRows, idColumn, valuesColumn, textColumns, delimiter);
    }
  }
}
