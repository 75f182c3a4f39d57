package io.pinelink.server.internal.control;

import io.pinelink.server.internal.inference.EmbedSettings;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An index as the control plane knows it. What can be configured is replaced as a whole, so a
 * description is never half old and half new.
 */
public final class IndexResource {
  private final IndexDefinition definition;
  private final UUID id = UUID.randomUUID();
  private final Instant readyAt;
  private final StoredIndex data;
  private volatile Settings settings;
  private volatile @Nullable Instant goneAt;

  /**
   * Makes one.
   *
   * @param data where its data goes
   * @param contents what it begins with, by namespace
   */
  IndexResource(
      IndexDefinition definition,
      Instant readyAt,
      StoredIndex data,
      Map<String, List<StoredVector>> contents) {
    this.definition = definition;
    this.readyAt = readyAt;
    this.data = data;
    this.settings = definition.settings();
    contents.forEach(data::upsert);
  }

  public String name() {
    return definition.name();
  }

  IndexDefinition definition() {
    return definition;
  }

  UUID id() {
    return id;
  }

  Instant readyAt() {
    return readyAt;
  }

  public StoredIndex data() {
    return data;
  }

  /** When its deletion is over; null as long as nobody deletes it. */
  @Nullable Instant goneAt() {
    return goneAt;
  }

  void goneAt(Instant instant) {
    goneAt = instant;
  }

  public boolean isOnPods() {
    return settings.spec() instanceof IndexSpecState.Pod;
  }

  Settings settings() {
    return settings;
  }

  void configure(Settings newSettings) {
    settings = newSettings;
  }

  /** How it embeds its records by itself; empty if it does not. */
  public Optional<EmbedSettings> embed() {
    return Optional.ofNullable(settings.embed());
  }

  /**
   * What a running index can change.
   *
   * @param embed how it embeds its records by itself; null if it does not
   * @param spec where it lives: the place is fixed, how it runs there is not
   */
  record Settings(
      boolean deletionProtected,
      Map<String, String> tags,
      @Nullable EmbedSettings embed,
      IndexSpecState spec) {}
}
