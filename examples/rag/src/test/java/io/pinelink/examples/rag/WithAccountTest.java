package io.pinelink.examples.rag;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.HostBook;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.context.annotation.Bean;

/** The application with an API key, a host book and a chat model, as in production. */
@Tag("slow")
class WithAccountTest {
  /** A chat model that answers with the end of its prompt. */
  private static final class OtherModel implements ChatModel {
    @Override
    public ChatResponse call(Prompt prompt) {
      String text = prompt.getContents();
      return new ChatResponse(
          List.of(
              new Generation(new AssistantMessage(text.substring(text.lastIndexOf("Question"))))),
          ChatResponseMetadata.builder().model("other").build());
    }
  }

  /** The beans of a starter. */
  static final class Starter {
    @Bean
    ChatModel otherModel() {
      return new OtherModel();
    }
  }

  @Test
  void propertiesAloneConnectToTheServiceOverThePrivateRoute(@TempDir Path folder)
      throws Exception {
    Path book = folder.resolve("hosts.properties");
    try (EmbeddedPinecone service = EmbeddedPinecone.start()) {
      createIndex(service, book);
      service.clearRequests();
      String dial = "127.0.0.1:" + service.address(Listener.PRIVATE_DATA).getPort();

      try (RunningRag rag =
          RunningRag.start(
              List.of(Rag.class, Starter.class),
              "pinelink.api-key=" + service.project().apiKey(),
              "pinelink.host-book=" + book,
              "pinelink.proxy.mode=none",
              "pinelink.ssl.bundle=pinecone",
              "spring.ssl.bundle.pem.pinecone.truststore.certificate=" + service.authority().pem(),
              "pinelink.address-guard.allow-loopback=true",
              "pinelink.connect-rules[0].host=*." + privateZone(book),
              "pinelink.connect-rules[0].dial=" + dial,
              "rag.guides=classpath*:guides/telemetry.md")) {
        assertThat(rag.hasEmbeddedService()).isFalse();
        assertThat(rag.ask("Which metric is the audit of routes?").body())
            .startsWith("{\"answer\":\"Question: Which metric is the audit of routes?")
            .contains("\"model\":\"other\"", "\"file\":\"telemetry.md\"", "\"publicCalls\":0");
      }

      assertThat(service.requests())
          .extracting(RecordedRequest::listener)
          .containsOnly(Listener.PRIVATE_DATA);
    }
  }

  private static void createIndex(EmbeddedPinecone service, Path book) {
    try (Pinelink client = service.clientBuilder().build()) {
      IndexSpec spec = IndexSpec.serverless(Cloud.AWS, "us-east-1");
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder("guides", spec)
                  .dimension(LocalEmbeddingModel.DIMENSION)
                  .metric(Metric.COSINE)
                  .build());
      client.index("guides");
      client.hostBook().save(book);
    }
  }

  private static String privateZone(Path book) {
    String host =
        HostBook.load(book).find("guides").flatMap(HostBook.Entry::privateHost).orElseThrow();
    return host.substring(host.indexOf('.') + 1);
  }
}
