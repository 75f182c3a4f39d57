package io.pinelink.server.internal.saving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.wire.PlainJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A document that describes one resource, with the types that resources have. Not thread-safe. */
public final class SavedDocument {
  private final ObjectNode node;

  private SavedDocument(ObjectNode node) {
    this.node = node;
  }

  /** Creates a document without members. */
  public static SavedDocument empty() {
    return new SavedDocument(PlainJson.MAPPER.createObjectNode());
  }

  /** Reads a document from JSON. */
  public static SavedDocument parse(byte[] json) throws java.io.IOException {
    if (PlainJson.MAPPER.readTree(json) instanceof ObjectNode object) {
      return new SavedDocument(object);
    }
    throw new IllegalArgumentException("a document is not an object");
  }

  /** Returns the document as JSON. */
  public byte[] json() {
    return node.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Adds a member unless it is null: a text, or the text of an id, a time or a constant. */
  public SavedDocument put(String name, @Nullable Object value) {
    if (value != null) {
      node.put(name, value.toString());
    }
    return this;
  }

  public SavedDocument put(String name, long value) {
    node.put(name, value);
    return this;
  }

  public SavedDocument put(String name, boolean value) {
    node.put(name, value);
    return this;
  }

  /** Adds an object unless it is null. */
  public SavedDocument put(String name, @Nullable SavedDocument value) {
    if (value != null) {
      node.set(name, value.node);
    }
    return this;
  }

  public SavedDocument putTexts(String name, Iterable<String> values) {
    var array = node.putArray(name);
    values.forEach(array::add);
    return this;
  }

  /** Adds plain values: numbers are doubles. */
  public SavedDocument putValues(String name, Map<String, ? extends @Nullable Object> values) {
    try {
      node.set(name, PlainJson.MAPPER.readTree(PlainJson.text(values)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return this;
  }

  public boolean has(String name) {
    return node.has(name);
  }

  private JsonNode member(String name) {
    JsonNode found = node.get(name);
    if (found == null) {
      throw new IllegalArgumentException("a document has no " + name);
    }
    return found;
  }

  public String text(String name) {
    return member(name).asText();
  }

  public @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  public UUID id(String name) {
    return UUID.fromString(text(name));
  }

  public @Nullable UUID idOrNull(String name) {
    return has(name) ? id(name) : null;
  }

  public Instant time(String name) {
    return Instant.parse(text(name));
  }

  public @Nullable Instant timeOrNull(String name) {
    return has(name) ? time(name) : null;
  }

  public long number(String name) {
    return member(name).asLong();
  }

  public int integer(String name) {
    return member(name).asInt();
  }

  public boolean flag(String name) {
    return member(name).asBoolean();
  }

  public SavedDocument object(String name) {
    if (member(name) instanceof ObjectNode object) {
      return new SavedDocument(object);
    }
    throw new IllegalArgumentException(name + " is not an object");
  }

  public @Nullable SavedDocument objectOrNull(String name) {
    return has(name) ? object(name) : null;
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    member(name).forEach(element -> texts.add(element.asText()));
    return List.copyOf(texts);
  }

  /** Returns the names of all members, in their order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Returns plain values, none of which is null. */
  public Map<String, Object> values(String name) {
    Map<String, Object> values = new LinkedHashMap<>();
    PlainJson.members(member(name))
        .forEach(
            (field, value) -> {
              if (value != null) {
                values.put(field, value);
              }
            });
    return java.util.Collections.unmodifiableMap(values);
  }

  /** Returns the texts of an object by name. */
  public Map<String, String> textsByName(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    member(name)
        .properties()
        .forEach(member -> texts.put(member.getKey(), member.getValue().asText()));
    return java.util.Collections.unmodifiableMap(texts);
  }
}
