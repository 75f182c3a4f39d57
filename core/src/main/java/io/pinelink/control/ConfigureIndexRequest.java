package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
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
 * A request to change settings of an index. Settings that are not given are unchanged.
 *
 * <p>Immutable and thread-safe. Source: configureIndex, API versions 2026-04 and 2026-07.
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

  /**
   * Creates a builder for a change to the index with this name; at least one setting must be set.
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Returns the index's name. */
  public String name() {
    return name;
  }

  /** Returns whether to enable deletion protection; empty to leave it unchanged. */
  public Optional<Boolean> deletionProtection() {
    return Optional.ofNullable(deletionProtection);
  }

  /** Returns the tags to set; an empty value removes the tag. */
  public Map<String, String> tags() {
    return tags;
  }

  /** Returns the read capacity of a serverless index; empty to leave it unchanged. */
  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(readCapacity);
  }

  /** Returns the read capacity of a BYOC index; empty to leave it unchanged. */
  public Optional<ReadCapacity> byocReadCapacity() {
    return Optional.ofNullable(byocReadCapacity);
  }

  /** Returns the number of replicas of a pod index; empty to leave it unchanged. */
  public OptionalInt replicas() {
    return replicas == null ? OptionalInt.empty() : OptionalInt.of(replicas);
  }

  /** Returns the pod type of a pod index; empty to leave it unchanged. */
  public Optional<String> podType() {
    return Optional.ofNullable(podType);
  }

  /** Returns the hosted model that embeds the records; empty to leave it unchanged. */
  public Optional<String> model() {
    return Optional.ofNullable(model);
  }

  /** Returns the record field whose text is embedded; empty to leave it unchanged. */
  public Optional<String> textField() {
    return Optional.ofNullable(textField);
  }

  /** Returns the model's parameters for embedding queries; empty to leave them unchanged. */
  public Optional<Fields> readParameters() {
    return Optional.ofNullable(readParameters);
  }

  /** Returns the model's parameters for embedding records; empty to leave them unchanged. */
  public Optional<Fields> writeParameters() {
    return Optional.ofNullable(writeParameters);
  }

  /** Returns whether the request changes settings that only pod indexes have. */
  public boolean changesPods() {
    return replicas != null || podType != null;
  }

  /** Returns whether the request changes the integrated embedding of an index. */
  public boolean changesEmbedding() {
    return model != null || textField != null || readParameters != null || writeParameters != null;
  }

  /** Returns a builder initialized with the values of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(name);
    builder.deletionProtection = deletionProtection;
    builder.readCapacity = readCapacity;
    builder.byocReadCapacity = byocReadCapacity;
    builder.replicas = replicas;
    builder.podType = podType;
    builder.model = model;
    builder.textField = textField;
    builder.readParameters = readParameters;
    builder.writeParameters = writeParameters;
    builder.tags.putAll(tags);
    return builder;
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

    /** Sets whether the service refuses to delete the index. Default: unchanged. */
    public Builder deletionProtection(boolean enabled) {
      this.deletionProtection = enabled;
      return this;
    }

    /** Sets a tag: a key of at most 80 characters, a value of 1 to 120. */
    public Builder tag(String key, String value) {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("value of tag '" + key + "' is empty; use removeTag");
      }
      TagRules.check(key, value);
      tags.put(key, value);
      return this;
    }

    /** Sets tags, as {@link #tag} does for each. */
    public Builder tags(Map<String, String> tags) {
      Objects.requireNonNull(tags, "tags is null").forEach(this::tag);
      return this;
    }

    /** Removes a tag. */
    public Builder removeTag(String key) {
      TagRules.check(key, "");
      tags.put(key, "");
      return this;
    }

    /**
     * Sets the read capacity of a serverless index. The service allows about one change per hour.
     * Default: unchanged.
     */
    public Builder readCapacity(ReadCapacity capacity) {
      Objects.requireNonNull(capacity, "capacity is null");
      this.readCapacity = ReadCapacityRule.check(capacity);
      return this;
    }

    /** Sets the read capacity of a BYOC index. Default: unchanged. */
    public Builder byocReadCapacity(ReadCapacity capacity) {
      Objects.requireNonNull(capacity, "capacity is null");
      this.byocReadCapacity = ReadCapacityRule.check(capacity);
      return this;
    }

    /** Sets the number of replicas of a pod index, at least 1. Default: unchanged. */
    public Builder replicas(int replicas) {
      this.replicas = Check.range("replicas", replicas, 1, Integer.MAX_VALUE);
      return this;
    }

    /**
     * Sets the pod type of a pod index: of the same kind and not smaller, such as {@code p1.x2}
     * after {@code p1.x1}. Default: unchanged.
     */
    public Builder podType(String podType) {
      this.podType = Check.notBlank("podType", podType);
      return this;
    }

    /**
     * Enables integrated embedding on an index that has none. The vector type, dimension and metric
     * of the index must fit the model, which cannot be changed later. Default: unchanged.
     *
     * @param textField the record field whose text is embedded
     */
    public Builder embed(String model, String textField) {
      this.model = Check.notBlank("model", model);
      return textField(textField);
    }

    /** Sets the record field whose text is embedded. Default: unchanged. */
    public Builder textField(String textField) {
      this.textField = Check.notBlank("textField", textField);
      return this;
    }

    /** Sets the model's parameters for embedding queries. Default: unchanged. */
    public Builder readParameters(Fields parameters) {
      this.readParameters = Objects.requireNonNull(parameters, "parameters is null");
      return this;
    }

    /** Sets the model's parameters for embedding records. Default: unchanged. */
    public Builder writeParameters(Fields parameters) {
      this.writeParameters = Objects.requireNonNull(parameters, "parameters is null");
      return this;
    }

    /**
     * Builds the request.
     *
     * @throws IllegalArgumentException if it changes nothing, or changes settings of different
     *     kinds of index
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
