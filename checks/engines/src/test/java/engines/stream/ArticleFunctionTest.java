package engines.stream;

import engines.spring.TopicTest;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.test.context.EmbeddedKafka;
import org.springframework.test.context.TestPropertySource;

@SpringBootTest(properties = "pinelink.indexes.articles.kind=vectors")
@TestPropertySource("stream.properties")
@EmbeddedKafka(
    partitions = 4,
    topics = {"articles", "articles-refused"},
    bootstrapServersProperty = "spring.kafka.bootstrap-servers")
class ArticleFunctionTest extends TopicTest {
  @SpringBootApplication
  static class Application {}

  ArticleFunctionTest() {
    super("articles-refused");
  }
}
