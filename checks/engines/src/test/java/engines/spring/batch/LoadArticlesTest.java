package engines.spring.batch;

import static org.assertj.core.api.Assertions.assertThat;

import engines.Article;
import engines.spring.ArticlesIndex;
import io.pinelink.Index;
import io.pinelink.error.BulkException;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.DeleteRequest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.springboot.test.AutoConfigureEmbeddedPinecone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    properties = {"pinelink.indexes.articles.kind=vectors", "spring.batch.job.enabled=false"})
@AutoConfigureEmbeddedPinecone
@Import(ArticlesIndex.class)
class LoadArticlesTest {
  private static final Fault GOOD = Fault.delay(Duration.ZERO);

  @TempDir Path folder;
  @Autowired private Job job;
  @Autowired private JobOperator jobs;
  @Autowired private EmbeddedPinecone pinecone;
  @Autowired private Index index;

  @SpringBootApplication
  static class Application {
    @Bean
    @StepScope
    static FlatFileItemReader<Article> reader(
        @Value("#{jobParameters['file']}") String file, JsonMapper json) {
      return new FlatFileItemReaderBuilder<Article>()
          .name("articles")
          .resource(new FileSystemResource(file))
          .lineMapper((line, number) -> json.readValue(line, Article.class))
          .build();
    }
  }

  @AfterEach
  void empty() {
    pinecone.faults().removeAll();
    index.delete(DeleteRequest.all());
  }

  private static String article(int number) {
    return "{\"id\":\"" + number + "\",\"values\":[1," + number + "],\"title\":\"T\"}\n";
  }

  private static String articles(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(LoadArticlesTest::article)
        .collect(Collectors.joining());
  }

  private JobParameters file(String lines) throws Exception {
    Path file = Files.writeString(Files.createTempFile(folder, "articles", ".jsonl"), lines);
    return new JobParametersBuilder().addString("file", file.toString()).toJobParameters();
  }

  private static StepExecution step(JobExecution execution) {
    return execution.getStepExecutions().iterator().next();
  }

  private long stored() {
    return index.describeIndexStats().totalVectorCount();
  }

  @Test
  void refusedArticlesAreSkipped() throws Exception {
    String lines =
        articles(0, 1_100)
            + "{\"id\":\"dimension\",\"values\":[1],\"title\":\"T\"}\n"
            + "{\"id\":\"\",\"values\":[1,2],\"title\":\"T\"}\n"
            + articles(1_100, 2_500);
    JobExecution execution = jobs.start(job, file(lines));

    assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(step(execution).getWriteSkipCount()).isEqualTo(1);
    assertThat(step(execution).getProcessSkipCount()).isEqualTo(1);
    assertThat(stored()).isEqualTo(2_500);
  }

  @Test
  void theLastArticleOfAnIdIsStored() throws Exception {
    String lines = articles(0, 10) + "{\"id\":\"5\",\"values\":[1,55],\"title\":\"New\"}\n";
    jobs.start(job, file(lines));

    assertThat(index.fetch(f -> f.ids("5")).vectors().get("5").value(1)).isEqualTo(55);
    assertThat(stored()).isEqualTo(10);
  }

  @Test
  void aTransientFailureSkipsNothing() throws Exception {
    Fault outage = Fault.refuse(ErrorCode.UNAVAILABLE, "not now");
    pinecone.faults().next("upsert", GOOD, outage, outage);
    JobExecution execution = jobs.start(job, file(articles(0, 2_500)));

    assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(step(execution).getSkipCount()).isZero();
    assertThat(stored()).isEqualTo(2_500);
  }

  @Test
  void aFailedJobContinuesWhereItFailed() throws Exception {
    pinecone.faults().next("upsert", GOOD, Fault.refuse(ErrorCode.UNAUTHENTICATED, "wrong key"));
    JobParameters file = file(articles(0, 2_500));
    JobExecution failed = jobs.start(job, file);
    assertThat(failed.getStatus()).isEqualTo(BatchStatus.FAILED);
    assertThat(failed.getAllFailureExceptions())
        .anySatisfy(e -> assertThat(e).hasStackTraceContaining(BulkException.class.getName()));
    assertThat(step(failed).getSkipCount()).isZero();
    assertThat(stored()).isEqualTo(1_000);

    JobExecution restarted = jobs.restart(failed);
    assertThat(restarted.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(step(restarted).getReadCount()).isEqualTo(1_500);
    assertThat(stored()).isEqualTo(2_500);
  }
}
