import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.model.IndexStats;

class DescribeIndexStatistics {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();

        Index index = pinecone.index("example-index");
        IndexStats indexStatsResponse = index.describeIndexStats();
    }
}
