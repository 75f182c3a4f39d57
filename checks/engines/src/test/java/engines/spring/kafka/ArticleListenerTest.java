package engines.spring.kafka;

import engines.spring.TopicTest;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.TestPropertySource;

@SpringBootTest(properties = "pinelink.indexes.articles.kind=vectors")
@TestPropertySource("kafka.properties")
@EmbeddedKafka(
    partitions = 4,
    topics = {"articles", "articles-dlt"},
    bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class ArticleListenerTest extends TopicTest {
  @SpringBootApplication
  static class Application {}

  ArticleListenerTest() {
    super("articles-dlt");
  }
}
