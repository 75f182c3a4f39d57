package engines.spring.kafka;

import engines.Article;
import engines.Changes;
import io.pinelink.Index;
import io.pinelink.bulk.BulkChange;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.databind.json.JsonMapper;

@Component
class ArticleListener {
  private final Index index;
  private final JsonMapper json;
  private final DeadLetterPublishingRecoverer deadLetters;

  ArticleListener(Index index, JsonMapper json, KafkaTemplate<?, ?> template) {
    this.index = index;
    this.json = json;
    this.deadLetters = new DeadLetterPublishingRecoverer(template); // to the topic articles-dlt
  }

  @KafkaListener(topics = "articles", batch = "true", concurrency = "4")
  void write(List<ConsumerRecord<String, String>> records) {
    for (var refused : Changes.write(index, records, this::change)) {
      deadLetters.accept(refused.source(), new IllegalArgumentException(refused.reason()));
    }
  } // then the container commits the offsets

  private BulkChange change(ConsumerRecord<String, String> record) {
    return record.value() == null
        ? BulkChange.delete(record.key())
        : BulkChange.upsert(json.readValue(record.value(), Article.class).toVector());
  }

  @Bean
  static CommonErrorHandler errorHandler() {
    return new DefaultErrorHandler(new ExponentialBackOff(1_000, 2)); // without limit
  }
}
