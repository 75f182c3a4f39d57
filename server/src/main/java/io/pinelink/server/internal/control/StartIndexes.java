package io.pinelink.server.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pinelink.server.internal.wire.ControlException;
import io.pinelink.server.internal.wire.PlainJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The empty indexes with which projects start. */
public final class StartIndexes {
  private final List<IndexDefinition> definitions = new ArrayList<>();
  private final String setting;

  /**
   * @param texts indexes in JSON, as the API creates or returns them; without a spec they are
   *     serverless
   * @param setting the name of the setting that has them, for messages
   * @throws IllegalArgumentException if one is invalid, or two have the same name
   */
  public StartIndexes(List<String> texts, IndexForms forms, String setting) {
    this.setting = setting;
    Set<String> names = new HashSet<>();
    for (String text : texts) {
      IndexDefinition definition = read(text, forms, setting);
      if (!names.add(definition.name())) {
        throw new IllegalArgumentException(
            setting + " has two indexes with the name '" + definition.name() + "'");
      }
      definitions.add(definition);
    }
  }

  private static IndexDefinition read(String text, IndexForms forms, String setting) {
    try {
      if (!(PlainJson.MAPPER.readTree(text) instanceof ObjectNode form)) {
        throw new IllegalArgumentException(setting + " is '" + text + "', expected a JSON object");
      }
      if (!form.has("spec") && !form.has("schema") && !form.has("embed")) {
        form.putObject("spec")
            .putObject("serverless")
            .put("cloud", "aws")
            .put("region", "us-east-1");
      }
      return forms.read(form);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(setting + " is '" + text + "', expected a JSON object", e);
    } catch (ControlException e) {
      throw new IllegalArgumentException(
          setting + " is '" + text + "': " + ControlException.textOfFile(e), e);
    }
  }

  /**
   * Creates those indexes whose names the project does not have.
   *
   * @throws IllegalStateException if the server has no place for one, such as a free port
   */
  public void createIn(IndexRegistry indexes) {
    for (IndexDefinition definition : definitions) {
      if (indexes.find(definition.name()).isEmpty()) {
        try {
          indexes.create(definition, Map.of());
        } catch (ControlException e) {
          throw new IllegalStateException(
              setting + ": index '" + definition.name() + "' cannot be created: " + e.text(), e);
        }
      }
    }
  }
}
