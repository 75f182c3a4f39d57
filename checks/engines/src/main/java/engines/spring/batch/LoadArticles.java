package engines.spring.batch;

import engines.Article;
import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.error.BulkException;
import io.pinelink.model.Vector;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

@Configuration
class LoadArticles {
  @Bean
  Job load(
      JobRepository jobs,
      PlatformTransactionManager transactions,
      ItemReader<Article> reader,
      Index index) {
    Step write =
        new StepBuilder("write", jobs)
            .<Article, Vector>chunk(1_000)
            .transactionManager(transactions)
            .reader(reader)
            .processor(Article::toVector)
            .writer(chunk -> write(index, chunk))
            .faultTolerant()
            .skipPolicy((failure, skipped) -> isRefused(failure) && skipped < 100)
            .build();
    return new JobBuilder("load", jobs).start(write).build();
  }

  /** Writes the last vector of each id in a chunk, and returns once all are stored. */
  static void write(Index index, Chunk<? extends Vector> chunk) {
    Map<String, Vector> last = new LinkedHashMap<>();
    chunk.forEach(vector -> last.put(vector.id(), vector));
    index.bulkUpsert(BulkSource.of(last.values()), BulkOptions.defaults());
  }

  /** Returns whether the data is at fault. Any other failure fails the job. */
  static boolean isRefused(Throwable failure) {
    if (failure instanceof BulkException e) {
      BulkReport report = e.report();
      return report.ending() == BulkOutcome.COMPLETE && report.unknown() + report.unsent() == 0;
    }
    return failure instanceof IllegalArgumentException; // by toVector
  }
}
