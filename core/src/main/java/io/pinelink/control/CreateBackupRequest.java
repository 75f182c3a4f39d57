package io.pinelink.control;

import io.pinelink.internal.validation.Check;
import io.pinelink.model.Built;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to back up the current state of a serverless index. The backup outlives the index.
 *
 * <p>Immutable and thread-safe. Source: createBackup, API version 2026-07.
 */
public final class CreateBackupRequest extends Built<CreateBackupRequest.Builder> {

  private CreateBackupRequest(Builder builder) {
    super(builder);
  }

  /** Returns a request for a backup without a name of the index with this name. */
  public static CreateBackupRequest of(String index) {
    return builder(index).build();
  }

  /** Creates a builder for a backup of the index with this name. */
  public static Builder builder(String index) {
    return new Builder(index);
  }

  public String index() {
    return settings.index;
  }

  public Optional<String> name() {
    return Optional.ofNullable(settings.name);
  }

  public Optional<String> description() {
    return Optional.ofNullable(settings.description);
  }

  @Override
  public String toString() {
    return "CreateBackupRequest[" + settings.index + ", name " + settings.name + "]";
  }

  /** Builds a {@link CreateBackupRequest}. */
  public static final class Builder extends Settings {
    private final String index;
    private @Nullable String name;
    private @Nullable String description;

    private Builder(String index) {
      this.index = Check.resourceName("index", index);
    }

    /**
     * Sets the name: 1 to 45 of a-z, 0-9 and hyphen, with a letter or digit at both ends. It need
     * not be unique. Default: none.
     */
    public Builder name(String name) {
      this.name = Check.resourceName("backup", name);
      return this;
    }

    /** Sets the description. Default: none. */
    public Builder description(String description) {
      this.description = Objects.requireNonNull(description, "description is null");
      return this;
    }

    /** Builds the request. */
    public CreateBackupRequest build() {
      return new CreateBackupRequest(this);
    }

    @Override
    protected List<?> parts() {
      return Arrays.asList(index, name, description);
    }
  }
}
