export const HELP = `regulars: what your orders say about your customers.

  regulars rfm orders.csv       segments by recency, frequency and money, and what to do with each
  regulars tiers orders.csv     who your best customers are, and what they bring
  regulars clv orders.csv       what each customer is worth: models compared, tested on a holdout, values with their interval
  regulars clusters orders.csv  natural groups of customers: how many, what each is like, who is in which
  regulars fit orders.csv --out model.json       learn the models and save them
  regulars score new.csv --model model.json      values of customers by saved models
  regulars loyalty orders.csv [--survey survey.csv]   how loyal customers are, of what kind, and what goes with buying again
  regulars cohorts orders.csv   who came back, by month of the first purchase; what each cohort brought; who came, stayed, fell asleep
  regulars lifecycle orders.csv in which stage of life with the shop customers are, when each is due, who is drifting away
  regulars churn orders.csv --horizon 90         who is about to leave, why, and whom to win back
  regulars summary orders.csv   what is in the file: customers, purchases, revenue, refunds
  regulars demo [orders.csv]    all of it, on a simulated shop or on your file

The file is CSV with a line of column names, packed with gzip or not; "-" is standard input. Columns, dates, delimiter,
decimal sign and encoding are guessed when you do not say; what was understood is printed. Rows that cannot be used are counted and shown: those without
a date or an amount, or whose customer is blank, NULL, NaN, N/A, None or undefined.

Columns (by name)
  --customer-id NAME            who bought: an id, or an e-mail address
  --date NAME                   when
  --amount NAME                 money of the whole line, negative for a refund; or
  --unit-price NAME --quantity NAME
  --order-id, --product-id, --category, --channel, --discount, --cost, --currency NAME

Reading
  --date-format "d/M/yyyy H:mm" in the tokens of date-fns; may be given more than once; goes before any guess
  --time-zone Europe/London     where a moment with an offset becomes a day; default UTC
  --delimiter ";"               or tab
  --decimal ","                 for amounts such as 12,50
  --encoding latin-1            or utf-8, utf-16le

Counting
  --as-of 2011-12-10            the day the report is for, later rows left out; default the day after the last in the file
  --purchase-by day|order       what one purchase is; default all of a customer's day; order needs a column of orders
  --rate EUR=1.08               for a file of several currencies: what one unit is worth in the currency of the result, which
                                has the rate 1; once for each currency
  --refunds net|ignore|separate what negative amounts do; default they are taken off
  --zero-amounts purchase|ignore
  --duplicates keep|drop        rows that are equal in all columns read

rfm
  --bins 5                      scores from 1 to this
  --method quantile|natural|count
  --preset grid|klaviyo|classic125   which segments; klaviyo has 3 bins
  --cuts cuts.json              score by saved cut points instead of learning new ones; not with --bins or --method
  --save-cuts cuts.json         save the cut points of this run

tiers
  --by customers|value|threshold|profit
  --shares "vip=0.01,good=0.19,rest=0.8"   or for thresholds "gold=500,silver=100,basic"
  --margin 0.3                  gross margin, for profit; or a --cost column

clv, fit, score
  --days 365                    how far to look ahead, above 0
  --holdout-days 90             how much of the end is kept to test on; default a third, at most a year
  --annual-discount 0.1         a share a year, 0 or more; default none
  --margin 0.3                  share of revenue that is earned; default revenue itself
  --question value|churn        churn: no model in which one-time buyers are always alive
  --model mbg-nbd               this model instead of the best (clv, fit); the saved file (score)

clusters
  --k auto|5                    how many; auto tries 2 to 10 and says why
  --features recency,frequency,monetary   also: average_value
  --transform signed-log|log1p|none   what is done to skewed numbers first; signed-log also takes money below zero
  --scale standard|robust|minmax|none
  --restarts 10, --seed 1       starts of which the best is kept, and what they are drawn by
  --language en|zh              of names and sentences
  --save-model clusters.json    save the clusters of this run
  --model clusters.json         assign to saved clusters instead of learning new ones

loyalty
  --survey survey.csv           a line for each customer: customer_id and any of satisfaction, attitude, recommend, intention
  --survey-scale 5|7|10|100     the highest grade of the answers; default the smallest that holds them all; grades may be written out
  --holdout-days 90             how much of the end tells who bought again

cohorts, lifecycle
  --period month|week|quarter|year   of the cohorts, in the time zone of the days
  --lapse-days 120              after how many days without a purchase a customer is lapsed (lifecycle); default learnt from the gaps

churn
  --horizon 90                  who buys nothing for so many days has left; needed
  --cut-off 2011-09-01          first day of the test; default so that the horizon ends with the file
  --learner logistic|boosting|forest|blend   default the one that ranks best in the test
  --offer-cost 5 --acceptance 0.2   what winning back costs for each customer, and the share of leavers it keeps: both, or neither
  --budget 500                  most to spend on it
  --days 365 --margin 0.3       what a customer is worth: so many days ahead, share of revenue earned
  --model-out model.json        the model

  --out result.csv|result.json  one row for each customer (cohorts: for each cohort and period); files that are read are never written over
  --help, --version

Exit code 0 when it worked, 1 when the file is at fault, 2 when the command was written wrongly.
`;
