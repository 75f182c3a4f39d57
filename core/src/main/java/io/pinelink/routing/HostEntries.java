package io.pinelink.routing;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A host book in memory. */
final class HostEntries implements HostBook {
  static final HostBook EMPTY = new HostEntries(new TreeMap<>());

  private final SortedMap<String, Entry> entries;

  /** Creates a book of entries by name; the map is not copied. */
  HostEntries(SortedMap<String, Entry> entries) {
    this.entries = Collections.unmodifiableSortedMap(entries);
  }

  @Override
  public Optional<Entry> find(String name) {
    Objects.requireNonNull(name, "name is null");
    return Optional.ofNullable(entries.get(name));
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public HostBook with(Entry entry) {
    SortedMap<String, Entry> changed = new TreeMap<>(entries);
    changed.put(entry.name(), entry);
    return new HostEntries(changed);
  }

  @Override
  public HostBook without(String name) {
    Objects.requireNonNull(name, "name is null");
    SortedMap<String, Entry> changed = new TreeMap<>(entries);
    changed.remove(name);
    return new HostEntries(changed);
  }

  @Override
  public HostBook merge(HostBook other) {
    SortedMap<String, Entry> merged = new TreeMap<>(entries);
    ((HostEntries) other)
        .entries.forEach(
            (name, entry) ->
                merged.merge(
                    name, entry, (ours, theirs) -> theirs.isNewerThan(ours) ? theirs : ours));
    return new HostEntries(merged);
  }

  @Override
  public HostBook save(Path file) {
    return HostBook.update(file, held -> held.merge(this));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HostEntries that && that.entries.equals(entries);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return "HostBook" + entries.keySet();
  }
}
