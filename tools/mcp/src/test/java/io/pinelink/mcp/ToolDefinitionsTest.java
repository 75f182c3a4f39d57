package io.pinelink.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ToolDefinitionsTest {
  private static Tool tool(String name, boolean hostedInference) {
    AnswerLimits limits = new AnswerLimits(7, 65_536, 2_000);
    AccessPolicy policy = new AccessPolicy(List.of(), List.of(), false, hostedInference, limits);
    return new ToolDefinitions(policy).tool(name, (arguments, answer) -> {});
  }

  @Test
  void aSchemaIsAlwaysTheSameTextWithTheLimitsOfThePolicy() {
    assertThat(JsonMapping.text(tool("list-ids", false).input().closed()))
        .isEqualTo(
            """
            {"type":"object","properties":{\
            "index":{"type":"string","description":"The name of an index, as list-indexes returns \
            it."},\
            "namespace":{"type":"string","description":"The namespace, or an alias of one. \
            Default: __default__, the default namespace."},\
            "holds":{"type":"string","description":"What the index holds. Only needed if \
            list-indexes does not say it.","enum":["vectors","records","documents"]},\
            "prefix":{"type":"string","description":"Only ids that start with this text."},\
            "limit":{"type":"integer","minimum":1,"maximum":7,"default":7,"description":"The \
            maximum number of ids."},\
            "pageToken":{"type":"string","description":"The nextPageToken of the previous \
            page."}},\
            "required":["index"],"additionalProperties":false}""");
  }

  @Test
  void onlyHostedInferenceAddsTextsToTheSearchOfVectors() {
    Tool without = tool("query-vectors", false);
    Tool with = tool("query-vectors", true);

    assertThat(without.input().properties()).doesNotContainKeys("text", "model");
    assertThat(without.description()).contains("Give id, or vector and sparseVector. ");
    assertThat(with.input().properties()).containsKeys("text", "model");
    assertThat(with.input().required()).containsExactly("index");
    assertThat(with.description()).contains("or vector and sparseVector, or text and model. ");
  }

  @Test
  void everyAnswerHasItsRouteAndTheCountsOfCalls() {
    Tool tool = tool("list-indexes", false);

    assertThat(tool.output().properties())
        .containsOnlyKeys("indexes", "route", "dataCalls", "notes");
    assertThat(tool.output().required()).containsExactly("indexes", "route", "dataCalls");
  }
}
