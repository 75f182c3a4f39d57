package io.pinelink.flink;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this JVM that runs jobs of two tasks, one after another. */
final class Cluster {
  private static final long PATIENCE_SECONDS = 100;

  private final MiniCluster cluster =
      new MiniCluster(
          new MiniClusterConfiguration.Builder()
              .setNumTaskManagers(1)
              .setNumSlotsPerTaskManager(Job.PARALLELISM)
              .setRpcServiceSharing(RpcServiceSharing.SHARED)
              .withRandomPorts()
              .build());

  private Cluster() {}

  static Cluster start() throws Exception {
    Cluster cluster = new Cluster();
    cluster.cluster.start();
    return cluster;
  }

  /** Starts a job. */
  JobID submit(StreamExecutionEnvironment job) throws Exception {
    return submit(job.getStreamGraph().getJobGraph());
  }

  /** Runs a job to its end from a savepoint. */
  void runFrom(String savepoint, StreamExecutionEnvironment job) throws Exception {
    JobGraph graph = job.getStreamGraph().getJobGraph();
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    await(submit(graph)).toJobExecutionResult(getClass().getClassLoader());
  }

  /** Stops a job with a savepoint, whose path it returns. */
  String stopWithSavepoint(JobID job, Path folder) throws Exception {
    return cluster
        .stopWithSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private JobID submit(JobGraph graph) throws Exception {
    cluster.submitJob(graph).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return graph.getJobID();
  }

  /** Waits until a job has ended. */
  JobResult await(JobID job) throws Exception {
    return cluster.requestJobResult(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Runs a job to its end and throws its failure. */
  void run(StreamExecutionEnvironment job) throws Exception {
    await(submit(job)).toJobExecutionResult(getClass().getClassLoader());
  }

  /** Waits until a job has ended, and returns whether it was cancelled. */
  boolean isCancelled(JobID job) throws Exception {
    try {
      await(job).toJobExecutionResult(getClass().getClassLoader());
      return false;
    } catch (JobCancellationException e) {
      return true;
    }
  }

  void cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void stop() throws Exception {
    cluster.close();
  }
}
