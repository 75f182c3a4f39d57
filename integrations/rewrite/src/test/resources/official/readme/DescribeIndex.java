import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexModel;

class DescribeIndex {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build(); 
        IndexModel indexMetadata = pinecone.describeIndex("example-index");
    }
}
