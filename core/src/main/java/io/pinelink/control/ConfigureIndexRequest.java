package io.pinelink.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  private ConfigureIndexRequest(Builder builder) {
    this.name = builder.name;
    this.deletionProtection = builder.deletionProtection;
    this.tags = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tags));
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

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConfigureIndexRequest that
        && that.name.equals(name)
        && Objects.equals(that.deletionProtection, deletionProtection)
        && that.tags.equals(tags);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, deletionProtection, tags);
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

    private Builder(String name) {
      this.name = IndexName.check(name);
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
     * The request.
     *
     * @throws IllegalArgumentException if it changes nothing
     */
    public ConfigureIndexRequest build() {
      if (deletionProtection == null && tags.isEmpty()) {
        throw new IllegalArgumentException("configuring '" + name + "' changes nothing");
      }
      return new ConfigureIndexRequest(this);
    }
  }
}
