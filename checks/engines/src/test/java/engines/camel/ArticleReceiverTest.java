package engines.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import engines.Article;
import engines.ArticleReceiver;
import engines.Server;
import io.pinelink.error.ErrorCode;
import io.pinelink.server.Fault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the receiver in a route with many threads, as a listener for JMS has. */
class ArticleReceiverTest {
  private static final int COUNT = 2_000;

  private final Server server = new Server();
  private final Main main = new Main();
  private final List<Article> refused = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() {
    ArticleReceiver receiver = new ArticleReceiver(server.index());
    main.configure()
        .addRoutesBuilder(
            new RouteBuilder() {
              @Override
              public void configure() {
                onException(IllegalArgumentException.class)
                    .handled(true)
                    .process(e -> refused.add(e.getMessage().getBody(Article.class)));
                onException(Exception.class).maximumRedeliveries(-1).redeliveryDelay(10);
                from("seda:articles?concurrentConsumers=16&size=" + 2 * COUNT)
                    .bean(receiver, "receive");
              }
            });
    main.start();
  }

  @AfterEach
  void stop() {
    main.stop();
    server.close();
  }

  @Test
  void articlesOfManyThreadsAreWrittenTogetherAndRefusedOnesApart() throws Exception {
    // A failure of all attempts of a call applies to all articles of a batch; the route repeats
    // them.
    Fault outage = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");
    Fault wrongKey = Fault.refuse(ErrorCode.UNAUTHENTICATED, "wrong key");
    server.pinecone().faults().next("upsert", outage, wrongKey);
    ProducerTemplate template = main.getCamelTemplate();
    Article wrong = new Article("wrong", new float[] {1}, "T");
    for (int i = 0; i < COUNT; i++) {
      template.sendBody("seda:articles", new Article("a" + i, new float[] {1, i}, "T"));
      if (i == COUNT / 2) {
        template.sendBody("seda:articles", wrong);
      }
    }

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(server.stored()).hasSize(COUNT));
    await().atMost(Duration.ofMinutes(1)).until(() -> !refused.isEmpty());
    assertThat(refused).containsExactly(wrong);
    assertThat(server.pinecone().requests().stream().filter(r -> r.operation().equals("upsert")))
        .hasSizeLessThan(COUNT / 2);
  }
}
