import io.pinecone.clients.Pinecone;
import org.openapitools.db_control.client.model.IndexList;

class ListIndexes {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        IndexList indexesInYourProject = pinecone.listIndexes();
    }
}
