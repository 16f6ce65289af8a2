package io.ordertrail.benchmarks;

import org.springframework.data.mongodb.repository.MongoRepository;

/** Spring Data's repository, as one has it. */
interface UsualEntries extends MongoRepository<UsualEntry, String> {
}
