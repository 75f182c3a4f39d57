import io.pinecone.clients.Index;
import io.pinecone.clients.Pinecone;
import io.pinecone.proto.DescribeIndexStatsResponse;

class DescribeIndexStatistics {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();

        Index index = pinecone.getIndexConnection("example-index");
        DescribeIndexStatsResponse indexStatsResponse = index.describeIndexStats();
    }
}
