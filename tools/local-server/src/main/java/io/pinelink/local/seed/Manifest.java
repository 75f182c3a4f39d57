package io.pinelink.local.seed;

import io.pinelink.server.internal.control.IndexDefinition;
import io.pinelink.server.internal.control.IndexForms;
import io.pinelink.server.internal.store.Validation;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.RequestJson;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.shaded.com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The file {@code indexes.json} of a seed, which defines its indexes. */
public final class Manifest {
  /** The name of the file. */
  public static final String FILE = "indexes.json";

  private Manifest() {}

  /**
   * An index of the file.
   *
   * @param namespaces the namespaces that it lists, by listed name
   */
  record Entry(
      IndexDefinition definition, Map<String, Listed> namespaces, Map<String, String> aliases) {}

  /**
   * A namespace that is listed because its records have a file of another name, or it has a schema
   * or no records.
   *
   * @param file the name of the file; null if it is named after the namespace
   */
  record Listed(@Nullable Set<String> filterable, @Nullable String file) {}

  /** Reads the file. */
  static List<Entry> read(Path file, IndexForms forms) {
    String place = file.toString();
    List<Entry> entries = new ArrayList<>();
    try {
      RequestJson root = RequestJson.parse(Files.readAllBytes(file));
      root.checkNames(Set.of("indexes"));
      JsonNode list = PlainJson.MAPPER.readTree(Files.readAllBytes(file)).path("indexes");
      if (!list.isArray()) {
        throw ControlException.invalid("indexes is not a list");
      }
      int position = 0;
      for (JsonNode one : list) {
        String name = one.path("name").asText();
        place = file + ", index " + (name.isEmpty() ? "number " + position : "'" + name + "'");
        position++;
        entries.add(entry(one, forms));
      }
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    } catch (ControlException | RpcException e) {
      throw new IllegalArgumentException(place + ": " + ControlException.textOfFile(e), e);
    }
  }

  private static Entry entry(JsonNode one, IndexForms forms) {
    if (!(one instanceof ObjectNode given)) {
      throw ControlException.invalid("not an object");
    }
    ObjectNode form = given.deepCopy();
    ObjectNode own = PlainJson.MAPPER.createObjectNode();
    for (String name : List.of("namespaces", "aliases")) {
      JsonNode value = form.remove(name);
      if (value != null) {
        own.set(name, value);
      }
    }
    RequestJson members = RequestJson.parse(own.toString().getBytes(StandardCharsets.UTF_8));
    Map<String, Listed> namespaces = new LinkedHashMap<>();
    for (RequestJson namespace : members.has("namespaces") ? members.objects("namespaces") : NONE) {
      namespace.checkNames(Set.of("name", "schema", "file"));
      String name = namespace.requiredText("name");
      Validation.namespace(name);
      Set<String> filterable =
          namespace.object("schema").map(schema -> filterable(schema)).orElse(null);
      Listed listed = new Listed(filterable, namespace.text("file").orElse(null));
      if (namespaces.put(name, listed) != null) {
        throw ControlException.invalid("namespace '" + name + "' is listed twice");
      }
    }
    Map<String, String> aliases = new LinkedHashMap<>();
    for (RequestJson alias : members.has("aliases") ? members.objects("aliases") : NONE) {
      alias.checkNames(Set.of("alias", "target_namespace"));
      aliases.put(alias.requiredText("alias"), alias.requiredText("target_namespace"));
    }
    return new Entry(forms.read(form), namespaces, aliases);
  }

  private static final List<RequestJson> NONE = List.of();

  private static @Nullable Set<String> filterable(RequestJson schema) {
    RequestJson fields = schema.requiredObject("fields");
    Map<String, Boolean> marked = new LinkedHashMap<>();
    fields
        .names()
        .forEach(name -> marked.put(name, fields.requiredObject(name).isTrue("filterable")));
    return Validation.schema(marked);
  }
}
