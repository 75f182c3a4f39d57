package io.pinelink.server.internal.control;

import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.StoredIndex;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An index as the control plane manages it. Its settings are replaced as a whole, so a description
 * never mixes old and new settings.
 */
public final class IndexResource {
  private final IndexDefinition definition;
  private final UUID id;
  private final Instant readyAt;
  private final StoredIndex data;
  private final boolean failed;
  private volatile Settings settings;
  private volatile @Nullable Instant goneAt;

  /**
   * Creates an index.
   *
   * @param data the store for its data
   * @param failed whether the index will never be ready
   */
  IndexResource(IndexDefinition definition, Instant readyAt, StoredIndex data, boolean failed) {
    this(
        new IndexRegistry.Saved(
            definition, UUID.randomUUID(), readyAt, failed, definition.settings(), null, 0),
        data);
  }

  /** Creates an index again as it was saved. */
  IndexResource(IndexRegistry.Saved saved, StoredIndex data) {
    this.definition = saved.definition();
    this.id = saved.id();
    this.readyAt = saved.readyAt();
    this.data = data;
    this.failed = saved.failed();
    this.settings = saved.settings();
    this.goneAt = saved.goneAt();
    data.onDedicatedNodes(settings.spec().isDedicated());
  }

  public String name() {
    return definition.name();
  }

  IndexDefinition definition() {
    return definition;
  }

  public UUID id() {
    return id;
  }

  Instant readyAt() {
    return readyAt;
  }

  public StoredIndex data() {
    return data;
  }

  /** Returns when the deletion completes; null if the index is not being deleted. */
  @Nullable Instant goneAt() {
    return goneAt;
  }

  void goneAt(Instant instant) {
    goneAt = instant;
  }

  /** Returns whether the index will never be ready. */
  boolean isFailed() {
    return failed;
  }

  public boolean isOnPods() {
    return settings.spec() instanceof IndexSpecState.Pod;
  }

  Settings settings() {
    return settings;
  }

  void configure(Settings newSettings) {
    settings = newSettings;
    data.onDedicatedNodes(newSettings.spec().isDedicated());
  }

  /** Returns the declared fields of a document index; empty for any other index. */
  public Optional<DocumentSchema> schema() {
    return Optional.ofNullable(definition.schema());
  }

  /** Returns the integrated embedding; empty if the index has none. */
  public Optional<EmbedSettings> embed() {
    return Optional.ofNullable(settings.embed());
  }

  /**
   * The settings of an index that can be configured.
   *
   * @param embed the integrated embedding; null if there is none
   * @param spec the spec of the index; its location cannot change, its capacity can
   */
  record Settings(
      boolean deletionProtected,
      Map<String, String> tags,
      @Nullable EmbedSettings embed,
      IndexSpecState spec) {}
}
