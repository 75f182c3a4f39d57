package io.pinelink.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinelinkSinkTest {
  private static PinelinkSink.Builder<String> sink() {
    return PinelinkSink.builder(
        () -> Pinelink.builder().build(),
        (String id) -> BulkChange.upsert(Vector.of(id, new float[] {1})));
  }

  private static String secret(String prefix) {
    return prefix + "Secret".repeat(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcsk_", "pckey_label_"})
  void aClientFactoryThatHoldsAKeyIsRefusedWithoutShowingIt(String prefix) {
    String key = secret(prefix);
    PinelinkSink.Builder<String> holding =
        PinelinkSink.builder(
                () -> Pinelink.builder().apiKey(key).build(),
                (String id) -> BulkChange.upsert(Vector.of(id, new float[] {1})))
            .index("docs");
    assertThatThrownBy(holding::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("contains an API key")
        .hasMessageNotContaining(key);
  }

  @Test
  void aKeyOfAnotherFormatIsRecognizedIfTheProgramUsesIt() {
    String key = secret("1b2c3d4e-");
    PinelinkSink<String> holding =
        PinelinkSink.builder(
                () -> Pinelink.builder().apiKey(key).build(),
                (String id) -> BulkChange.upsert(Vector.of(id, new float[] {1})))
            .index("docs")
            .build();
    assertThatThrownBy(() -> SerializedForm.check(holding, " " + key + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(key);
    SerializedForm.check(holding, secret("other-"));
    SerializedForm.check(holding, "docs");
    SerializedForm.check(holding, null);
  }

  @Test
  void aFunctionThatCannotBeSerializedIsRefusedWhenTheSinkIsBuilt() {
    Object local = new Object();
    assertThatThrownBy(() -> sink().index("docs").namespaceOf(id -> id + local.hashCode()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  @Test
  void aClientThatCannotBeCreatedFailsTheWriter() {
    PinelinkSink<String> sink =
        PinelinkSink.builder(
                () -> {
                  throw new NoSuchFileException("/run/secrets/pinecone");
                },
                (String id) -> BulkChange.upsert(Vector.of(id, new float[] {1})))
            .index("docs")
            .build();
    WriterInitContext notAsked =
        (WriterInitContext)
            Proxy.newProxyInstance(
                WriterInitContext.class.getClassLoader(),
                new Class<?>[] {WriterInitContext.class},
                (proxy, method, arguments) -> {
                  throw new AssertionError(method);
                });
    assertThatThrownBy(() -> sink.createWriter(notAsked))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("docs")
        .hasRootCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void anIndexIsRequired() {
    assertThatThrownBy(() -> sink().build()).hasMessageContaining("index is missing");
  }

  @Test
  void optionsAreCheckedWhenTheSinkIsBuilt() {
    assertThatThrownBy(() -> sink().index("docs").bulkOptions(o -> o.concurrency(0, 1)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("floor");
    assertThatThrownBy(
            () -> sink().index("docs").bulkOptions(o -> o.timeout(Duration.ofHours(1))).build())
        .hasMessageContaining("timeout");
    assertThatThrownBy(
            () -> sink().index("docs").bulkOptions(o -> o.checkpoint(Path.of("c"))).build())
        .hasMessageContaining("checkpoint");
    assertThatThrownBy(
            () ->
                sink().index("docs").bulkOptions(o -> o.awaitVisible(Duration.ofHours(1))).build())
        .hasMessageContaining("awaitVisible");
  }

  @Test
  void theSecretsOfOptionsAreNotInTheJobGraph() throws IOException {
    ConnectorOptions options =
        ConnectorOptions.of(Map.of("index.name", "docs", "proxy.password", "hunter2"));
    PinelinkSink<String> sink = sink().options(options).build();

    assertThat(new String(InstantiationUtil.serializeObject(sink), StandardCharsets.ISO_8859_1))
        .contains("docs")
        .doesNotContain("hunter2");
  }

  @Test
  void toStringNamesTheIndex() {
    assertThat(sink().index("docs").build()).hasToString("PinelinkSink[docs]");
  }
}
