import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.CollectionModel;

class DescribeACollection {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        CollectionModel model = pinecone.describeCollection("example-collection");
    }
}
