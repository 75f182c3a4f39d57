package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Fields;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an index to change; what is not given stays.
 *
 * <p>Immutable and thread-safe. Source: configureIndex, API version 2026-04.
 */
public final class ConfigureIndexRequest {
  private final String name;
  private final @Nullable Boolean deletionProtection;
  private final Map<String, String> tags;
  private final @Nullable ReadCapacity readCapacity;
  private final @Nullable ReadCapacity byocReadCapacity;
  private final @Nullable Integer replicas;
  private final @Nullable String podType;
  private final @Nullable String model;
  private final @Nullable String textField;
  private final @Nullable Fields readParameters;
  private final @Nullable Fields writeParameters;

  private ConfigureIndexRequest(Builder builder) {
    this.name = builder.name;
    this.deletionProtection = builder.deletionProtection;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
    this.readCapacity = builder.readCapacity;
    this.byocReadCapacity = builder.byocReadCapacity;
    this.replicas = builder.replicas;
    this.podType = builder.podType;
    this.model = builder.model;
    this.textField = builder.textField;
    this.readParameters = builder.readParameters;
    this.writeParameters = builder.writeParameters;
  }

  /** Begins a change of the index with this name; at least one setting must follow. */
  public static Builder index(String name) {
    return new Builder(name);
  }

  /** The index's name. */
  public String name() {
    return name;
  }

  /** Whether the service is to refuse to delete it; empty to leave that. */
  public Optional<Boolean> deletionProtection() {
    return Optional.ofNullable(deletionProtection);
  }

  /** Tags to set; an empty value removes the tag. */
  public Map<String, String> tags() {
    return tags;
  }

  /** How a serverless index is to serve its reads; empty to leave that. */
  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(readCapacity);
  }

  /** How a BYOC index is to serve its reads; empty to leave that. */
  public Optional<ReadCapacity> byocReadCapacity() {
    return Optional.ofNullable(byocReadCapacity);
  }

  /** How many replicas a pod index is to have; empty to leave that. */
  public OptionalInt replicas() {
    return replicas == null ? OptionalInt.empty() : OptionalInt.of(replicas);
  }

  /** The pods that a pod index is to run on; empty to leave that. */
  public Optional<String> podType() {
    return Optional.ofNullable(podType);
  }

  /** The hosted model that is to embed its records; empty to leave that. */
  public Optional<String> model() {
    return Optional.ofNullable(model);
  }

  /** The field of each record whose text is to be embedded; empty to leave that. */
  public Optional<String> textField() {
    return Optional.ofNullable(textField);
  }

  /** What the model is to be told when it embeds a query; empty to leave that. */
  public Optional<Fields> readParameters() {
    return Optional.ofNullable(readParameters);
  }

  /** What the model is to be told when it embeds a record; empty to leave that. */
  public Optional<Fields> writeParameters() {
    return Optional.ofNullable(writeParameters);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigureIndexRequest that
        && that.name.equals(name)
        && Objects.equals(that.deletionProtection, deletionProtection)
        && that.tags.equals(tags)
        && Objects.equals(that.readCapacity, readCapacity)
        && Objects.equals(that.byocReadCapacity, byocReadCapacity)
        && Objects.equals(that.replicas, replicas)
        && Objects.equals(that.podType, podType)
        && Objects.equals(that.model, model)
        && Objects.equals(that.textField, textField)
        && Objects.equals(that.readParameters, readParameters)
        && Objects.equals(that.writeParameters, writeParameters);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, deletionProtection, tags, readCapacity, replicas, podType, model);
  }

  @Override
  public String toString() {
    return "ConfigureIndexRequest[" + name + "]";
  }

  /** Builds a {@link ConfigureIndexRequest}. */
  public static final class Builder {
    private final String name;
    private @Nullable Boolean deletionProtection;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private @Nullable ReadCapacity readCapacity;
    private @Nullable ReadCapacity byocReadCapacity;
    private @Nullable Integer replicas;
    private @Nullable String podType;
    private @Nullable String model;
    private @Nullable String textField;
    private @Nullable Fields readParameters;
    private @Nullable Fields writeParameters;

    private Builder(String name) {
      this.name = Check.resourceName("index", name);
    }

    /** Has the service refuse to delete the index, or no longer. Default: as it is. */
    public Builder deletionProtection(boolean enabled) {
      this.deletionProtection = enabled;
      return this;
    }

    /** Sets a tag: a key of at most 80 characters, a value of 1 to 120. */
    public Builder tag(String key, String value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("value of tag '" + key + "' is empty; use removeTag");
      }
      Tags.check(key, value);
      tags.put(key, value);
      return this;
    }

    /** Removes a tag. */
    public Builder removeTag(String key) {
      Tags.check(key, "");
      tags.put(key, "");
      return this;
    }

    /**
     * How a serverless index is to serve its reads; the service allows about one change an hour.
     * Default: as it does.
     */
    public Builder readCapacity(ReadCapacity capacity) {
      this.readCapacity = ReadCapacityRule.check(capacity);
      return this;
    }

    /** How a BYOC index is to serve its reads. Default: as it does. */
    public Builder byocReadCapacity(ReadCapacity capacity) {
      this.byocReadCapacity = ReadCapacityRule.check(capacity);
      return this;
    }

    /** How many replicas a pod index is to have, at least 1. Default: as it is. */
    public Builder replicas(int replicas) {
      this.replicas = Check.range("replicas", replicas, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * The pods that a pod index is to run on: of the same kind and not smaller, such as {@code
     * p1.x2} after {@code p1.x1}. Default: as it is.
     */
    public Builder podType(String podType) {
      this.podType = Check.notBlank("podType", podType);
      return this;
    }

    /**
     * Has a hosted model embed the records of an index that none embeds so far; type, dimension and
     * metric of the index must fit the model, which cannot be changed later. Default: as it is.
     *
     * @param textField the field of each record whose text is embedded
     */
    public Builder embed(String model, String textField) {
      this.model = Check.notBlank("model", model);
      return textField(textField);
    }

    /** The field of each record whose text is embedded from now on. Default: as it is. */
    public Builder textField(String textField) {
      this.textField = Check.notBlank("textField", textField);
      return this;
    }

    /** What the model is told when it embeds a query. Default: as it is. */
    public Builder readParameters(Fields parameters) {
      this.readParameters = parameters;
      return this;
    }

    /** What the model is told when it embeds a record. Default: as it is. */
    public Builder writeParameters(Fields parameters) {
      this.writeParameters = parameters;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it changes nothing, or settings of indexes of different
     *     kinds
     */
    public ConfigureIndexRequest build() {
      boolean changesPods = replicas != null || podType != null;
      long kinds =
          Stream.of(readCapacity != null, byocReadCapacity != null, changesPods)
              .filter(given -> given)
              .count();
      if (kinds > 1) {
        throw new IllegalArgumentException(
            "configuring '"
                + name
                + "' changes indexes of different kinds, expected one of readCapacity,"
                + " byocReadCapacity, and replicas or podType");
      }
      boolean changesEmbedding =
          textField != null || readParameters != null || writeParameters != null;
      if (deletionProtection == null && tags.isEmpty() && kinds == 0 && !changesEmbedding) {
        throw new IllegalArgumentException("configuring '" + name + "' changes nothing");
      }
      return new ConfigureIndexRequest(this);
    }
  }
}
