package io.pinelink.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ObjectSchemaTest {
  @Test
  void aSchemaIsAlwaysTheSameText() {
    ObjectSchema schema =
        new ObjectSchema()
            .with("metric", ObjectSchema.oneOf("The metric.", "cosine", "dotproduct"))
            .optional("limit", ObjectSchema.integer("The limit.", 1, 100, 10))
            .optional("ids", ObjectSchema.texts("The ids."))
            .optional("sparse", ObjectSchema.sparse("The values."));

    assertThat(JsonMapping.text(schema.closed()))
        .isEqualTo(
            """
            {"type":"object","properties":{\
            "metric":{"type":"string","description":"The metric.","enum":["cosine","dotproduct"]},\
            "limit":{"type":"integer","minimum":1,"maximum":100,"default":10,\
            "description":"The limit."},\
            "ids":{"type":"array","description":"The ids.","items":{"type":"string"}},\
            "sparse":{"type":"object","properties":{\
            "indices":{"type":"array","description":"The positions.",\
            "items":{"type":"integer","minimum":0}},\
            "values":{"type":"array","description":"A value for each position.",\
            "items":{"type":"number"}}},\
            "required":["indices","values"],"additionalProperties":false,\
            "description":"The values."}},\
            "required":["metric"],"additionalProperties":false}""");
  }
}
