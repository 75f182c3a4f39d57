package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
import io.pinelink.model.Built;
import io.pinelink.model.Fields;
import java.util.Arrays;
import java.util.List;
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
public final class ConfigureIndexRequest extends Built<ConfigureIndexRequest.Builder> {

  private ConfigureIndexRequest(Builder builder) {
    super(builder);
  }

  /**
   * Creates a builder for a change to the index with this name; at least one setting must be set.
   */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  public String name() {
    return settings.name;
  }

  public Optional<Boolean> deletionProtection() {
    return Optional.ofNullable(settings.deletionProtection);
  }

  public Map<String, String> tags() {
    return settings.tags;
  }

  public Optional<ReadCapacity> readCapacity() {
    return Optional.ofNullable(settings.readCapacity);
  }

  public Optional<ReadCapacity> byocReadCapacity() {
    return Optional.ofNullable(settings.byocReadCapacity);
  }

  public OptionalInt replicas() {
    return settings.replicas == null ? OptionalInt.empty() : OptionalInt.of(settings.replicas);
  }

  public Optional<String> podType() {
    return Optional.ofNullable(settings.podType);
  }

  public Optional<String> model() {
    return Optional.ofNullable(settings.model);
  }

  public Optional<String> textField() {
    return Optional.ofNullable(settings.textField);
  }

  public Optional<Fields> readParameters() {
    return Optional.ofNullable(settings.readParameters);
  }

  public Optional<Fields> writeParameters() {
    return Optional.ofNullable(settings.writeParameters);
  }

  public boolean changesPods() {
    return settings.replicas != null || settings.podType != null;
  }

  public boolean changesEmbedding() {
    return settings.model != null
        || settings.textField != null
        || settings.readParameters != null
        || settings.writeParameters != null;
  }

  @Override
  public String toString() {
    return "ConfigureIndexRequest[" + settings.name + "]";
  }

  /** Builds a {@link ConfigureIndexRequest}. */
  public static final class Builder extends Settings {
    private final String name;
    private @Nullable Boolean deletionProtection;
    private Map<String, String> tags = Map.of();
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
      this.tags = TagRules.with(tags, key, value);
      return this;
    }

    /** Sets tags, as {@link #tag} does for each. */
    public Builder tags(Map<String, String> tags) {
      Objects.requireNonNull(tags, "tags is null").forEach(this::tag);
      return this;
    }

    /** Removes a tag. */
    public Builder removeTag(String key) {
      this.tags = TagRules.with(tags, key, "");
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

    @Override
    protected List<?> parts() {
      return Arrays.asList(
          name,
          deletionProtection,
          tags,
          readCapacity,
          byocReadCapacity,
          replicas,
          podType,
          model,
          textField,
          readParameters,
          writeParameters);
    }
  }
}
