package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.inference.ModelEmbedder;
import io.pinelink.server.internal.inference.ModelRefusal;
import io.pinelink.server.internal.inference.WordTokenizer;
import io.pinelink.server.internal.schema.DeclaredField;
import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.schema.FieldModel;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decoder of documents and patches, which checks them against a schema and embeds their texts.
 * Members that are null count as absent; how the service treats them is not documented.
 */
public final class DocumentDecoder {
  /** The member of an export with the dense embedding of a text. */
  public static final String VALUES = "$values";

  /** The member of an export with the sparse embedding of a text. */
  public static final String SPARSE_VALUES = "$sparse_values";

  private static final String ID = "_id";
  private static final String REMOVED = "_remove_fields";
  private static final int MAX_NAME_BYTES = 64;
  private static final int MAX_TEXT_BYTES = 100 * 1024;
  private static final int MAX_TEXT_TOKENS = 10_000;

  private final DocumentSchema schema;
  private final ModelEmbedder embeddings;
  private final DocumentJson json;

  public DocumentDecoder(DocumentSchema schema, ModelEmbedder embeddings) {
    this.schema = schema;
    this.embeddings = embeddings;
    this.json = new DocumentJson(schema);
  }

  /**
   * Decodes a document, which has at least one field of the schema.
   *
   * @throws RpcException if the document is not valid
   * @throws io.pinelink.server.internal.wire.ControlException if a member has another type
   */
  public StoredVector document(RequestJson object) {
    String id = id(object);
    return document(id, setFields("document '" + id + "'", object, Set.of(ID)));
  }

  /**
   * Decodes the line of an export, which contains the embeddings of texts, or a document without
   * them, whose texts are embedded.
   *
   * @throws RpcException if the document is not valid
   * @throws io.pinelink.server.internal.wire.ControlException if a member has another type
   */
  public StoredVector stored(RequestJson line) {
    String id = id(line);
    float[] values = null;
    SparsePart sparse = null;
    try {
      if (line.has(VALUES)) {
        values = FieldValues.dense(line.members().get(VALUES), schema.shape().dimension());
      }
      if (line.has(SPARSE_VALUES)) {
        sparse = FieldValues.sparse(line.members().get(SPARSE_VALUES));
      }
    } catch (RpcException e) {
      throw RpcException.invalid("embedding of document '" + id + "': " + e.text());
    }
    return stored(id, line, Set.of(ID, VALUES, SPARSE_VALUES), values, sparse);
  }

  /**
   * Decodes a document whose vectors are separate from its other fields.
   *
   * @param values the values of its dense field, or of the embedding of a text; null if it has none
   *     or a text is to be embedded
   * @param sparse likewise, the sparse values
   */
  public StoredVector stored(
      String id, RequestJson fields, float @Nullable [] values, @Nullable SparsePart sparse) {
    checkId(id);
    if (values != null) {
      FieldValues.checkDense(values, schema.shape().dimension());
    }
    return stored(id, fields, Set.of(), values, sparse);
  }

  private StoredVector stored(
      String id,
      RequestJson fields,
      Set<String> known,
      float @Nullable [] values,
      @Nullable SparsePart sparse) {
    if ((values != null && schema.denseField() == null)
        || (sparse != null && schema.sparseField() == null)) {
      throw RpcException.invalid(
          "Document '" + id + "' has vectors for which the schema has no field");
    }
    Content given = new Content();
    given.values = values;
    given.hasValues = values != null;
    given.sparse = sparse == null ? null : sparse.sorted();
    given.hasSparse = sparse != null;
    return document(id, setFields("document '" + id + "'", fields, known, given));
  }

  private StoredVector document(String id, DocumentPatch content) {
    float[] values = content.values() == null ? new float[0] : content.values();
    return checked(StoredVector.ofDocument(id, values, content.sparse(), content.fields()));
  }

  private StoredVector checked(StoredVector document) {
    checkHasSchemaField(document);
    checkSize(document);
    return document;
  }

  /** Returns the checked id of a document or a patch. */
  static String id(RequestJson object) {
    String id = object.requiredText(ID);
    checkId(id);
    return id;
  }

  static void checkId(String id) {
    if (id.isEmpty() || id.length() > Validation.MAX_NAME_LENGTH || !Validation.isAscii(id)) {
      throw RpcException.invalid(
          "Document id is '%s', expected 1 to %s ASCII characters without NUL"
              .formatted(id, Validation.MAX_NAME_LENGTH));
    }
  }

  /** Decodes a patch of one document. */
  DocumentPatch patch(RequestJson object) {
    String subject = "document '" + id(object) + "'";
    return removing(
        subject, setFields(subject, object, Set.of(ID, REMOVED)), object.textList(REMOVED));
  }

  /** Decodes the patch of all documents that match a filter. */
  DocumentPatch patch(@Nullable RequestJson setFields, List<String> removeFields) {
    DocumentPatch set =
        setFields == null
            ? new DocumentPatch(null, null, Map.of(), Set.of())
            : setFields("set_fields", setFields, Set.of());
    return removing("the update", set, removeFields);
  }

  private DocumentPatch removing(String subject, DocumentPatch set, List<String> names) {
    for (String name : names) {
      checkName(subject, name);
      boolean isSet =
          set.fields().containsKey(name)
              || (set.values() != null && name.equals(schema.denseField()))
              || (set.sparse() != null && name.equals(schema.sparseField()));
      if (isSet) {
        throw RpcException.invalid(
            "Field '" + name + "' of " + subject + " cannot be both set and removed");
      }
    }
    return set.removing(Set.copyOf(names));
  }

  /**
   * Returns a document after a patch.
   *
   * @return the same instance if nothing changes
   */
  StoredVector patched(StoredVector old, DocumentPatch patch) {
    if (patch.isEmpty()) {
      return old;
    }
    Map<String, Object> fields = new LinkedHashMap<>(old.metadata());
    fields.keySet().removeAll(patch.removed());
    fields.putAll(patch.fields());
    float[] values = isRemoved(schema.denseField(), patch) ? new float[0] : old.values();
    SparsePart sparse = isRemoved(schema.sparseField(), patch) ? null : old.sparse();
    // A text that is replaced by one without words has no sparse embedding.
    boolean replaced = schema.sparseField() != null && fields(patch).contains(schema.sparseField());
    return checked(
        StoredVector.ofDocument(
            old.id(),
            patch.values() == null ? values : patch.values(),
            patch.sparse() == null && !replaced ? sparse : patch.sparse(),
            fields));
  }

  private static Set<String> fields(DocumentPatch patch) {
    return patch.fields().keySet();
  }

  private static boolean isRemoved(@Nullable String field, DocumentPatch patch) {
    return field != null && patch.removed().contains(field);
  }

  private DocumentPatch setFields(String subject, RequestJson object, Set<String> known) {
    return setFields(subject, object, known, new Content());
  }

  private DocumentPatch setFields(
      String subject, RequestJson object, Set<String> known, Content content) {
    object
        .members()
        .forEach(
            (name, value) -> {
              if (known.contains(name)) {
                return;
              }
              checkName(subject, name);
              if (value != null) {
                set(content, subject, name, value);
              }
            });
    return new DocumentPatch(content.values, content.sparse, content.fields, content.removed);
  }

  private static void checkName(String subject, String name) {
    if (name.isEmpty() || name.startsWith("$") || name.startsWith("_")) {
      throw RpcException.invalid(
          "Field '%s' of %s has a name that is empty, or begins with '$' or '_'"
              .formatted(name, subject));
    }
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_NAME_BYTES) {
      throw RpcException.invalid(
          "Field '%s' of %s has a name of %s bytes, which exceeds the limit of %s"
              .formatted(name, subject, bytes, MAX_NAME_BYTES));
    }
  }

  private void set(Content content, String subject, String name, Object value) {
    try {
      DeclaredField field = schema.field(name);
      if (field == null) {
        content.fields.put(name, FieldValues.metadata(value));
      } else if (field instanceof DeclaredField.Dense dense) {
        content.values = FieldValues.dense(value, dense.dimension());
      } else if (field instanceof DeclaredField.Sparse) {
        content.sparse = FieldValues.sparse(value).sorted();
      } else if (field instanceof DeclaredField.Text text) {
        setText(content, name, text, value);
      }
    } catch (RpcException e) {
      throw new RpcException(e.code(), "Field '" + name + "' of " + subject + ": " + e.text());
    } catch (ModelRefusal e) {
      throw RpcException.invalid("Field '" + name + "' of " + subject + ": " + e.text());
    }
  }

  private void setText(Content content, String name, DeclaredField.Text field, Object value) {
    if (!(value instanceof String text)) {
      throw RpcException.invalid("expected a string, got " + PlainJson.text(value));
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_TEXT_BYTES) {
      throw RpcException.invalid(
          "text has " + bytes + " bytes, which exceeds the limit of " + MAX_TEXT_BYTES);
    }
    int tokens = WordTokenizer.count(text);
    if (tokens > MAX_TEXT_TOKENS) {
      throw RpcException.invalid(
          "text has " + tokens + " tokens, which exceeds the limit of " + MAX_TEXT_TOKENS);
    }
    if (field.isStored()) {
      content.fields.put(name, text);
    }
    FieldModel embed = field.embed();
    if (embed != null && !content.hasValues) {
      content.values = embeddings.embed(embed.model(), embed.writeParameters(), text).values();
    }
    FieldModel sparseEmbed = field.sparseEmbed();
    if (sparseEmbed != null && !content.hasSparse) {
      SparsePart sparse =
          embeddings.embed(sparseEmbed.model(), sparseEmbed.writeParameters(), text).sparse();
      content.sparse = sparse == null ? null : sparse.sorted();
      if (sparse == null && !field.isStored()) {
        content.removed.add(name);
      }
    }
  }

  private void checkHasSchemaField(StoredVector document) {
    boolean hasField =
        document.values().length > 0
            || document.sparse() != null
            || document.metadata().keySet().stream().anyMatch(schema.fields()::containsKey);
    if (!hasField) {
      throw RpcException.invalid(
          "Document '%s' needs at least one field of the schema, expected one of %s"
              .formatted(document.id(), schema.fields().keySet()));
    }
  }

  private void checkSize(StoredVector document) {
    int bytes = json.size(document);
    if (bytes > Validation.MAX_UPSERT_BYTES) {
      throw RpcException.invalid(
          "Document '%s' has %s bytes, which exceeds the limit of %s"
              .formatted(document.id(), bytes, Validation.MAX_UPSERT_BYTES));
    }
  }

  /** The fields of a document as far as they are decoded. */
  private static final class Content {
    private float @Nullable [] values;
    private @Nullable SparsePart sparse;
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Whether a text is not embedded, because its embedding was given. */
    private boolean hasValues;

    private boolean hasSparse;

    /** The texts without words that are not stored, and so replace their embedding with none. */
    private final Set<String> removed = new HashSet<>();
  }

  /** Returns the objects of a request, one for each document. */
  static List<RequestJson> documents(RequestJson body) {
    List<RequestJson> documents = new ArrayList<>(body.objects("documents"));
    if (documents.isEmpty() || documents.size() > Validation.MAX_BATCH) {
      throw RpcException.invalid(
          "documents has " + documents.size() + " elements, expected 1 to " + Validation.MAX_BATCH);
    }
    return documents;
  }
}
