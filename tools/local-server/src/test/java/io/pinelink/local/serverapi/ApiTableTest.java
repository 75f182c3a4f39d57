package io.pinelink.local.serverapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.local.LocalControls;
import io.pinelink.local.LocalServer;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.internal.faults.FaultKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Compares the operations with the OpenAPI document, which is a file. */
class ApiTableTest {
  private static JsonNode document() throws IOException {
    try (InputStream file = ApiTable.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(file);
    }
  }

  @Test
  void everyOperationIsDescribedWithItsParameters() throws IOException {
    JsonNode paths = document().path("paths");
    try (LocalServer local = LocalServer.builder(EmbeddedPinecone.builder().localMode()).start()) {
      List<ApiOperation> operations =
          ApiTable.of(local.pinecone(), LocalControls.of(local)).operations();

      assertThat(operations).hasSizeGreaterThan(20);
      for (ApiOperation operation : operations) {
        JsonNode described =
            paths
                .path(ApiTable.PREFIX + operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT));
        assertThat(described.isObject()).as(operation.toString()).isTrue();
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : described.path("parameters")) {
          if (parameter.path("in").asText().equals("query")) {
            parameters.add(parameter.path("name").asText());
          }
        }
        assertThat(parameters)
            .as(operation.toString())
            .isEqualTo(operation.parameters().stream().map(Parameter::name).toList());
      }
    }
  }

  @Test
  void everyTypeOfFaultIsDescribed() throws IOException {
    assertThat(document().at("/components/schemas/FaultRule/properties/type/enum"))
        .extracting(JsonNode::textValue)
        .isEqualTo(FaultKind.all().stream().map(FaultKind::type).toList());
  }
}
