package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.internal.validation.TagRules;
import io.pinelink.model.Built;
import java.util.Map;
import java.util.Objects;

/** A request that creates an index. */
abstract class NewIndex<B extends NewIndex.Builder<B>> extends Built<B> {
  NewIndex(B builder) {
    super(builder);
  }

  public String name() {
    return settings.name;
  }

  public boolean deletionProtection() {
    return settings.deletionProtection;
  }

  public Map<String, String> tags() {
    return settings.tags;
  }

  /** Builds a request. */
  abstract static class Builder<B extends Builder<B>> extends Settings {
    final String name;
    boolean deletionProtection;
    Map<String, String> tags = Map.of();

    Builder(String name) {
      this.name = Check.resourceName("index", name);
    }

    /** Makes the service refuse to delete the index: short for {@code deletionProtection(true)}. */
    public B deletionProtection() {
      return deletionProtection(true);
    }

    /** Sets whether the service refuses to delete the index. Default: false. */
    public B deletionProtection(boolean deletionProtection) {
      this.deletionProtection = deletionProtection;
      return self();
    }

    /** Adds a tag: a key of at most 80 characters, a value of at most 120. Default: no tags. */
    public B tag(String key, String value) {
      this.tags = TagRules.with(tags, key, value);
      return self();
    }

    /** Adds tags, as {@link #tag} does for each. */
    public B tags(Map<String, String> tags) {
      Objects.requireNonNull(tags, "tags is null").forEach(this::tag);
      return self();
    }

    @SuppressWarnings("unchecked") // B is the type of this builder
    private B self() {
      return (B) this;
    }
  }
}
